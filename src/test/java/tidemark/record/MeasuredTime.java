package tidemark.record;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * The time of a run that its figures are of: from the end of warm-up to the stop of the run or the
 * end of the last sample, whichever is later. Times are {@link System#nanoTime()}. Thread-safe.
 */
final class MeasuredTime {
  private static final int MEASURED = 0;
  private static final long CENTURY = Duration.ofDays(36_500).toNanos();

  private final LongAccumulator elapsed = new LongAccumulator(Long::max, 0);

  /** By phase. Nobody asks for that of the warm-up: it is there to spare a branch. */
  private final LongAccumulator[] ends = {elapsed, new LongAccumulator(Long::max, Long.MIN_VALUE)};

  private final AtomicBoolean stopped = new AtomicBoolean();

  /** Ahead of every sample until it is set: all is warm-up. */
  private volatile long origin = System.nanoTime() + CENTURY;

  private volatile boolean measuring;

  /**
   * Sets where measurement starts; until then all is warm-up.
   *
   * @param startNanos the end of warm-up; it may lie ahead
   */
  void from(long startNanos) {
    origin = startNanos;
    measuring = true;
  }

  /**
   * Sets until when users could start something: a run whose users pause at its end was measured
   * all the same. What is still under way is recorded and may end later. Only the first call
   * counts.
   *
   * @param stopNanos when the run closed to what is new
   */
  void until(long stopNanos) {
    if (stopped.compareAndSet(false, true) && measuring) {
      elapsed.accumulate(stopNanos - origin);
    }
  }

  /** True if what started then is measured, false if it belongs to warm-up. */
  boolean holds(long startNanos) {
    return phase(startNanos) == MEASURED;
  }

  /** 0 if what started then is measured, 1 if it belongs to warm-up; see {@link Phases}. */
  int phase(long startNanos) {
    return (int) (startNanos - origin >>> Long.SIZE - 1); // the sign
  }

  /** Something ended then; if it is measured, so is the time until its end. */
  void ended(long startNanos, long endNanos) {
    ends[phase(startNanos)].accumulate(endNanos - origin);
  }

  /** From the end of warm-up to a moment after it. */
  long since(long nanos) {
    return nanos - origin;
  }

  long elapsedNanos() {
    return elapsed.get();
  }
}
