package tidemark.record;

import org.HdrHistogram.AbstractHistogram;

/**
 * How long samples took, in nanoseconds; all are 0 without samples.
 *
 * @param count how many there were
 * @param max the longest, to three digits also of moments that were put together
 * @param distribution to two digits
 */
public record Percentiles(
    long count, long p50, long p95, long p99, long max, Distribution distribution) {
  /** Of nothing. */
  public static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0, Distribution.NONE);

  /** From a histogram of nanoseconds. */
  public static Percentiles of(AbstractHistogram nanos) {
    return nanos.getTotalCount() == 0
        ? NONE
        : of(nanos, nanos.getValueAtPercentile(100), Distribution.of(nanos));
  }

  private static Percentiles of(AbstractHistogram nanos, long max, Distribution distribution) {
    return new Percentiles(
        nanos.getTotalCount(),
        Math.min(max, nanos.getValueAtPercentile(50)),
        Math.min(max, nanos.getValueAtPercentile(95)),
        Math.min(max, nanos.getValueAtPercentile(99)),
        max,
        distribution);
  }

  /** Both together: percentiles of all their samples, to two digits. */
  Percentiles plus(Percentiles other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    Distribution both = distribution.plus(other.distribution);
    return of(both.histogram(), Math.max(max, other.max), both);
  }
}
