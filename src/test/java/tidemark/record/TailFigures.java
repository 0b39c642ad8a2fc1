package tidemark.record;

/**
 * A time at a percentile, and how much of it passed in one part.
 *
 * @param count over how many it was taken
 * @param nanos the time, to 6 %
 * @param share of the part in all times at the percentile and above, 0 to 1
 */
public record TailFigures(long count, double nanos, double share) {
  public static final TailFigures NONE = new TailFigures(0, 0, 0);

  /** The part at the percentile. */
  public double partNanos() {
    return nanos * share;
  }
}
