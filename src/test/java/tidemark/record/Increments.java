package tidemark.record;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/** What is added to a histogram between two looks. For one thread; others go on adding. */
final class Increments {
  private final AbstractHistogram growing;

  /** As it was at the last look. */
  private final Histogram seen = Series.plain();

  /** From nothing on. */
  Increments(AbstractHistogram growing) {
    this.growing = growing;
  }

  /** Adds what has come since the last look. */
  void addTo(Histogram target) {
    if (growing.getTotalCount() == seen.getTotalCount()) {
      return; // most have nothing new, and reading one costs far more
    }
    Histogram added = Series.plain();
    growing.copyInto(added);
    added.subtract(seen);
    seen.add(added);
    target.add(added);
  }

  /** All up to the last look; not to be changed. */
  Histogram seen() {
    return seen;
  }
}
