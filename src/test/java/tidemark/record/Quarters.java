package tidemark.record;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;

/**
 * The chats of the first and of the last quarter of a run whose length is known, in memory that
 * does not grow. A chat belongs to the quarter in which it started. Thread-safe.
 */
final class Quarters {
  private static final int LAST = 3;

  private final long quarterNanos;
  private final Quarter first = new Quarter();
  private final Quarter last = new Quarter();

  private static final class Quarter {
    final AtomicHistogram answers = Series.histogram();
    final AtomicHistogram streams = Series.histogram();
    final LongAdder failed = new LongAdder();

    void add(ChatSample sample) {
      if (sample.failed()) {
        failed.increment();
      } else {
        (sample.streamed() ? streams : answers).recordValue(Series.bounded(sample.latencyNanos()));
      }
    }
  }

  /** Of a measured time that is so long. */
  Quarters(Duration time) {
    this.quarterNanos = Math.max(1, time.toNanos() / (LAST + 1));
  }

  /**
   * Takes one.
   *
   * @param sinceNanos from the end of warm-up to its start
   */
  void add(ChatSample sample, long sinceNanos) {
    long quarter = sinceNanos / quarterNanos;
    if (quarter == 0) {
      first.add(sample);
    } else if (quarter >= LAST) { // a run ends a little later than its time
      last.add(sample);
    }
  }

  Drift drift() {
    return new Drift(
        new TimesDrift(first.answers.copy(), last.answers.copy()),
        new TimesDrift(first.streams.copy(), last.streams.copy()),
        first.failed.sum(),
        last.failed.sum());
  }
}
