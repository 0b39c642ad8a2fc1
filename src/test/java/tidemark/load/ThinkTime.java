package tidemark.load;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long users think, each time from half to one and a half times the mean, or users who answer
 * alike would keep step. The same seed draws the same pauses, in the order in which they are asked
 * for. Thread-safe.
 */
public final class ThinkTime {
  /** What a generator adds to its seed with each draw; so one draw of many is reached at once. */
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** Or else they would be the draws that others make from the run's seed. */
  private static final long SALT = 0x6c62272e07bb0142L;

  private final long meanNanos;
  private final long seed;
  private final AtomicLong drawn = new AtomicLong();

  public ThinkTime(Duration mean, long seed) {
    this.meanNanos = mean.toNanos();
    this.seed = seed ^ SALT;
  }

  /** The next pause, in nanoseconds. */
  public long next() {
    double random =
        new SplittableRandom(seed + drawn.getAndIncrement() * GOLDEN_GAMMA).nextDouble();
    return Math.round(meanNanos * (0.5 + random));
  }
}
