package tidemark.load;

import java.time.Duration;
import java.util.Optional;

/**
 * A part of a run in which so many users work.
 *
 * @param name as {@code 100}
 * @param users 1 or more
 * @param requests of all its users together; this or the time is there, or both
 * @param time how long its requests start
 * @param measured false for warm-up
 */
public record Step(
    String name, int users, Optional<Long> requests, Optional<Duration> time, boolean measured) {
  /** So far that times can still be compared. */
  private static final long FAR_NANOS = Long.MAX_VALUE / 2;

  /** One that is measured, named by its users. */
  public static Step of(int users, Optional<Long> requests, Optional<Duration> time) {
    return new Step(Integer.toString(users), users, requests, time, true);
  }

  /**
   * When requests of it start no more; far away without a time.
   *
   * @param beginNanos {@link System#nanoTime()}, like what is returned
   */
  public long deadline(long beginNanos) {
    return beginNanos + time.map(Duration::toNanos).orElse(FAR_NANOS);
  }

  /** What so many users do before. */
  public static Step warmup(int users, Duration time) {
    return new Step("warm-up", users, Optional.empty(), Optional.of(time), false);
  }
}
