package tidemark.record;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How much of a time passed in one part of it, for the slowest as well as for all: sums by size of
 * the whole, sixteen sizes to each doubling, in 24 KB that do not grow. Thread-safe; adding takes
 * no lock and makes no object.
 */
final class TailShare {
  private static final int STEPS_BITS = 4;
  private static final int STEPS = 1 << STEPS_BITS;
  private static final int SIZES = (Long.SIZE - STEPS_BITS) * STEPS;

  private final AtomicLongArray counts = new AtomicLongArray(SIZES);
  private final AtomicLongArray wholes = new AtomicLongArray(SIZES);
  private final AtomicLongArray parts = new AtomicLongArray(SIZES);

  /**
   * Adds one.
   *
   * @param wholeNanos the whole time; less than 0 is 0
   * @param partNanos the part of it
   */
  void add(long wholeNanos, long partNanos) {
    long whole = Math.max(0, wholeNanos);
    int size = size(whole);
    counts.incrementAndGet(size);
    wholes.addAndGet(size, whole);
    parts.addAndGet(size, Math.max(0, Math.min(partNanos, whole)));
  }

  /** The leading binary digit says the doubling, the four after it the step. */
  private static int size(long nanos) {
    if (nanos < STEPS) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - STEPS_BITS - Long.numberOfLeadingZeros(nanos);
    return (shift + 1) * STEPS + (int) (nanos >>> shift & STEPS - 1);
  }

  /**
   * The time at a percentile, and the part that it had in those at and above.
   *
   * @param percentile 0 to 100
   */
  TailFigures at(double percentile) {
    long all = 0;
    for (int size = 0; size < SIZES; size++) {
      all += counts.get(size);
    }
    long above = 0;
    long whole = 0;
    long part = 0;
    long wanted = Math.max(1, Math.round(all * (1 - percentile / 100)));
    for (int size = SIZES - 1; size >= 0 && all > 0; size--) {
      long here = counts.get(size);
      above += here;
      whole += wholes.get(size);
      part += parts.get(size);
      if (here > 0 && above >= wanted) {
        double atNanos = wholes.get(size) / (double) here;
        return new TailFigures(all, atNanos, whole == 0 ? 0 : part / (double) whole);
      }
    }
    return TailFigures.NONE;
  }
}
