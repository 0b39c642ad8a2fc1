package tidemark.record;

import java.util.function.DoubleUnaryOperator;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/** A distribution of times as people read it, in milliseconds. All are 0 without samples. */
public record Latency(
    long count,
    double min,
    double max,
    double mean,
    double median,
    double p95,
    double p99,
    double p999,
    double stdev) {
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * From a histogram of nanoseconds, which several threads may read at once. Its own {@code
   * getMean} and {@code getStdDeviation} share one iterator, and are for one thread only.
   */
  public static Latency of(AbstractHistogram nanos) {
    long count = nanos.getTotalCount();
    if (count == 0) {
      return new Latency(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    double mean = sum(nanos, value -> value) / count;
    double variance = sum(nanos, value -> (value - mean) * (value - mean)) / count;
    return new Latency(
        count,
        nanos.getMinValue() / NANOS_PER_MILLI,
        nanos.getMaxValue() / NANOS_PER_MILLI,
        mean / NANOS_PER_MILLI,
        percentile(nanos, 50),
        percentile(nanos, 95),
        percentile(nanos, 99),
        percentile(nanos, 99.9),
        Math.sqrt(variance) / NANOS_PER_MILLI);
  }

  /** Each value is taken for the middle of those that the histogram does not tell apart. */
  private static double sum(AbstractHistogram nanos, DoubleUnaryOperator of) {
    double sum = 0;
    for (HistogramIterationValue one : nanos.recordedValues()) {
      double value = nanos.medianEquivalentValue(one.getValueIteratedTo());
      sum += of.applyAsDouble(value) * one.getCountAddedInThisIterationStep();
    }
    return sum;
  }

  private static double percentile(AbstractHistogram nanos, double percent) {
    return nanos.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }
}
