package tidemark.record;

import java.util.function.LongSupplier;
import org.HdrHistogram.AbstractHistogram;

/**
 * Samples of one kind as they add up, to be looked at while others go on adding.
 *
 * @param answered latencies in nanoseconds of samples that are OK; never less than before
 * @param failed the same of those that are KO
 * @param operations those that changed or read something
 */
public record LiveSeries(
    AbstractHistogram answered, AbstractHistogram failed, LongSupplier operations) {
  long failures() {
    return failed.getTotalCount();
  }
}
