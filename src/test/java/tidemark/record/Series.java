package tidemark.record;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * The samples of one request of one role: 1 ns to a week at three significant digits, in memory
 * that does not grow. Thread-safe.
 */
final class Series {
  /** Longer than anything that the settings allow, every further try of an operation included. */
  private static final long HIGHEST_NANOS = TimeUnit.DAYS.toNanos(7);

  static final int DIGITS = 3;

  private final String role;
  private final String request;
  private final AtomicHistogram answered = histogram();
  private final AtomicHistogram failed = histogram();
  private final LongAdder operations = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unexpected = new LongAdder();
  private final LongAdder retries = new LongAdder();

  Series(String role, String request) {
    this.role = role;
    this.request = request;
  }

  static AtomicHistogram histogram() {
    return new AtomicHistogram(HIGHEST_NANOS, DIGITS);
  }

  /** One of the same shape for a single thread: adding one to the other is quick. */
  static Histogram plain() {
    return new Histogram(HIGHEST_NANOS, DIGITS);
  }

  /** Both together. */
  static AbstractHistogram sum(AbstractHistogram one, AbstractHistogram other) {
    Histogram both = new Histogram(DIGITS);
    both.add(one);
    both.add(other);
    return both;
  }

  /** Longer than the histogram reaches counts as its highest value. */
  static long bounded(long nanos) {
    return Math.max(0, Math.min(nanos, HIGHEST_NANOS));
  }

  void add(Sample sample) {
    Outcome outcome = sample.outcome();
    (outcome.failed() ? failed : answered)
        .recordValue(bounded(sample.endNanos() - sample.startNanos()));
    if (sample.operation()) {
      operations.increment();
    }
    if (outcome == Outcome.REFUSED) {
      refused.increment();
    } else if (outcome == Outcome.FAILED_UNEXPECTED) {
      unexpected.increment();
    }
    if (sample.retries() > 0) {
      retries.add(sample.retries());
    }
  }

  /** The same as it grows. */
  LiveSeries live() {
    return new LiveSeries(answered, failed, operations::sum);
  }

  SeriesFigures figures() {
    Histogram answers = answered.copy();
    Histogram failures = failed.copy();
    return new SeriesFigures(
        role,
        request,
        operations.sum(),
        refused.sum(),
        unexpected.sum(),
        retries.sum(),
        answers,
        failures);
  }
}
