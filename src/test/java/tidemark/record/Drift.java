package tidemark.record;

import java.util.OptionalDouble;
import org.HdrHistogram.AbstractHistogram;

/**
 * How the last quarter of the measured time differs from the first. Chats belong to the quarter in
 * which they started; those that the end of the run cut off are in none.
 *
 * @param first end to end times in nanoseconds of the first quarter's chats that went well; not to
 *     be changed
 * @param firstFailed chats of the first quarter that failed
 * @param last as {@code first}, of the last quarter
 * @param lastFailed as {@code firstFailed}, of the last quarter
 * @param mixed true if some chats were streams and some were not: their times lie far apart, and a
 *     percentile between them would drift with the mixture
 */
public record Drift(
    AbstractHistogram first,
    long firstFailed,
    AbstractHistogram last,
    long lastFailed,
    boolean mixed) {
  private static final double MEDIAN = 50;
  private static final double TAIL = 95;

  /**
   * Drift of the median in percent: 100 x (median of the last quarter / median of the first - 1).
   * The median, because a slow change of all shows in it long before it can be told from the noise
   * of a tail. Empty without an answer in both, and for a mixture.
   */
  public OptionalDouble medianPercent() {
    return percent(MEDIAN);
  }

  /** The same of the 95th percentile. */
  public OptionalDouble p95Percent() {
    return percent(TAIL);
  }

  private OptionalDouble percent(double percentile) {
    if (mixed || first.getTotalCount() == 0 || last.getTotalCount() == 0) {
      return OptionalDouble.empty();
    }
    double before = Math.max(1, first.getValueAtPercentile(percentile));
    return OptionalDouble.of(100 * (last.getValueAtPercentile(percentile) / before - 1));
  }

  /**
   * Error rate of the last quarter less that of the first, in percent points. Empty without a chat
   * in both.
   */
  public OptionalDouble errorGrowth() {
    long before = first.getTotalCount() + firstFailed;
    long after = last.getTotalCount() + lastFailed;
    return before == 0 || after == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * lastFailed / after - 100.0 * firstFailed / before);
  }
}
