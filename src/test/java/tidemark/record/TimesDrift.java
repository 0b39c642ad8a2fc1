package tidemark.record;

import java.util.OptionalDouble;
import org.HdrHistogram.AbstractHistogram;

/**
 * How the times of chats of one kind in the last quarter of a run differ from those in the first.
 *
 * @param first end to end times in nanoseconds of chats that went well; not to be changed
 * @param last the same of the last quarter
 */
public record TimesDrift(AbstractHistogram first, AbstractHistogram last) {
  private static final double MEDIAN = 50;
  private static final double TAIL = 95;

  /**
   * Drift of the median in percent: 100 x (median of the last quarter / median of the first - 1).
   * The median, because a slow change of all shows in it long before it can be told from the noise
   * of a tail. Empty without an answer in both.
   */
  public OptionalDouble medianPercent() {
    return percent(MEDIAN);
  }

  /** The same of the 95th percentile. */
  public OptionalDouble p95Percent() {
    return percent(TAIL);
  }

  private OptionalDouble percent(double percentile) {
    if (first.getTotalCount() == 0 || last.getTotalCount() == 0) {
      return OptionalDouble.empty();
    }
    double before = Math.max(1, first.getValueAtPercentile(percentile));
    return OptionalDouble.of(100 * (last.getValueAtPercentile(percentile) / before - 1));
  }

  boolean isEmpty() {
    return first.getTotalCount() + last.getTotalCount() == 0;
  }
}
