package tidemark.record;

import org.HdrHistogram.AbstractHistogram;

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

  /** From a histogram of nanoseconds. */
  public static Latency of(AbstractHistogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return new Latency(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    return new Latency(
        nanos.getTotalCount(),
        nanos.getMinValue() / NANOS_PER_MILLI,
        nanos.getMaxValue() / NANOS_PER_MILLI,
        nanos.getMean() / NANOS_PER_MILLI,
        percentile(nanos, 50),
        percentile(nanos, 95),
        percentile(nanos, 99),
        percentile(nanos, 99.9),
        nanos.getStdDeviation() / NANOS_PER_MILLI);
  }

  private static double percentile(AbstractHistogram nanos, double percent) {
    return nanos.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }
}
