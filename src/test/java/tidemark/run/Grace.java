package tidemark.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * How long what is under way at the end of a run may take. As planned, each part has its whole
 * time, for what began last is to end as well as what began first; from a signal on, all of them
 * have a short one together. Thread-safe.
 */
final class Grace {
  private static final Duration EACH = Duration.ofSeconds(5);

  /** On a signal all has 10 s: what is under way, the audit, the files, Gatling's report. */
  private static final Duration TOGETHER = Duration.ofSeconds(3);

  /** What the last part is given when the others have used it up. */
  private static final Duration LEAST = Duration.ofMillis(500);

  private final LongSupplier nanoClock;
  private final CompletableFuture<Long> hurriedNanos;
  private final long begunNanos;

  private Grace(LongSupplier nanoClock, CompletableFuture<Long> hurriedNanos) {
    this.nanoClock = nanoClock;
    this.hurriedNanos = hurriedNanos;
    this.begunNanos = nanoClock.getAsLong();
  }

  /** For a run. */
  Grace(LongSupplier nanoClock) {
    this(nanoClock, new CompletableFuture<>());
  }

  /** For a part, which begins to end now. */
  Grace next() {
    return new Grace(nanoClock, hurriedNanos);
  }

  /**
   * A signal: all parts, this one too, have little time from now on. Only the first call counts.
   */
  void hurry() {
    hurriedNanos.complete(nanoClock.getAsLong());
  }

  /** Completes when there is a signal. */
  CompletableFuture<?> hurried() {
    return hurriedNanos;
  }

  /** How much is left, in nanoseconds; 0 or less if none is. May become less at any moment. */
  long leftNanos() {
    long now = nanoClock.getAsLong();
    long each = begunNanos + EACH.toNanos() - now;
    if (!hurriedNanos.isDone()) {
      return each;
    }
    long together = hurriedNanos.join() + TOGETHER.toNanos() - now;
    long least = begunNanos + LEAST.toNanos() - now;
    return Math.min(each, Math.max(together, least));
  }

  boolean isOver() {
    return leftNanos() <= 0;
  }
}
