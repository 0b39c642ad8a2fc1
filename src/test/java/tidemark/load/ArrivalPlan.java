package tidemark.load;

import java.time.Duration;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * Gives each user of an open model the moment at which it is to arrive. Users are injected a little
 * ahead of that, for Gatling injects them by the millisecond, from a timer that may be late.
 * Thread-safe, but for the injection moments, which one thread asks for.
 */
public final class ArrivalPlan {
  /** How far ahead. */
  static final Duration LEAD = Duration.ofMillis(500);

  private final Queue<Long> planned = new ConcurrentLinkedQueue<>();
  private final LongStream moments;
  private long left;
  private boolean begun;
  private volatile long originNanos;

  /**
   * A plan that ends when any of these says so.
   *
   * @param most users in all, those of the warm-up left out
   * @param warmup before it is over, as many arrive as will
   * @param time after which none arrives
   * @param more false when nobody is needed any more; asked by Gatling's injector
   */
  public ArrivalPlan(
      Arrivals arrivals, long most, Duration warmup, Duration time, BooleanSupplier more) {
    left = most;
    long end = time.toNanos();
    long counted = warmup.toNanos();
    moments =
        LongStream.iterate(arrivals.next(), before -> arrivals.next())
            .takeWhile(moment -> moment < end && more.getAsBoolean())
            .takeWhile(moment -> moment < counted || left-- > 0)
            .peek(planned::add)
            .map(this::injection);
  }

  /** The first user begins the run, so that it cannot wait for its own moment. */
  private long injection(long moment) {
    long injected = begun ? moment : 0;
    begun = true;
    return injected;
  }

  /** When users are injected, in nanoseconds after the first. May be asked for once. */
  public PrimitiveIterator.OfLong injections() {
    return moments.iterator();
  }

  /**
   * The first user is there; none has asked for its moment.
   *
   * @param nowNanos {@link System#nanoTime()}
   * @return when the load begins, likewise
   */
  public long begin(long nowNanos) {
    originNanos = nowNanos + LEAD.toNanos();
    return originNanos;
  }

  /**
   * When the user that asks is to arrive, as {@link System#nanoTime()}.
   *
   * @throws IllegalStateException if more users ask than were injected
   */
  public long next() {
    Long moment = planned.poll();
    if (moment == null) {
      throw new IllegalStateException("nobody else was planned");
    }
    return originNanos + moment;
  }
}
