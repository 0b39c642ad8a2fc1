package tidemark.target;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tidemark.settings.Settings;

/**
 * A time that is always the same, or drawn each time from a log-normal distribution: never below
 * zero, and with the long tail that service times have.
 *
 * @param median half of the times are shorter
 * @param sigma standard deviation of the times' natural logarithm; 0 for always the same
 */
record DrawnTime(Duration median, double sigma) {
  /** The 99th percentile of the standard normal distribution. */
  private static final double Z99 = 2.326347874;

  private static final double LONGEST_NANOS = 3.6e12;

  static DrawnTime always(Duration time) {
    return new DrawnTime(time, 0);
  }

  /**
   * Reads a key, and the 99th percentile beside it, {@code <key>P99}.
   *
   * @throws tidemark.settings.SettingsException if no distribution has both
   */
  static DrawnTime from(Settings settings, String key) {
    Duration median = settings.duration(key);
    String p99Key = key + "P99";
    Optional<Duration> p99 = settings.unless("none", p99Key, Duration.class);
    if (p99.isEmpty()) {
      return always(median);
    }
    if (median.isZero() || p99.get().compareTo(median) < 0) {
      throw settings.refuse(p99Key, "none, or no less than %s, which is not 0 then".formatted(key));
    }
    double ratio = (double) p99.get().toNanos() / median.toNanos();
    return new DrawnTime(median, Math.log(ratio) / Z99);
  }

  /** The next one, in nanoseconds; 1 h at most. */
  long nanos(RandomGenerator draws) {
    if (sigma == 0) {
      return median.toNanos();
    }
    double drawn = median.toNanos() * Math.exp(sigma * draws.nextGaussian());
    return Math.round(Math.min(drawn, LONGEST_NANOS));
  }
}
