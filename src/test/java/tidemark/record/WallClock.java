package tidemark.record;

import java.util.concurrent.TimeUnit;

/**
 * Turns {@link System#nanoTime()} into milliseconds since the epoch by one fixed offset, so that
 * Gatling's rows and Tidemark's samples share one monotonic time line. Immutable.
 */
public final class WallClock {
  private final long offsetNanos;

  /** A clock that reads {@code epochMillis} where the nanosecond clock reads {@code nanos}. */
  public WallClock(long epochMillis, long nanos) {
    this.offsetNanos = TimeUnit.MILLISECONDS.toNanos(epochMillis) - nanos;
  }

  public static WallClock now() {
    return new WallClock(System.currentTimeMillis(), System.nanoTime());
  }

  /** Milliseconds since the epoch. */
  public long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos + offsetNanos);
  }
}
