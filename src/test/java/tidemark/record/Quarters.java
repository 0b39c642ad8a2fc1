package tidemark.record;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.HdrHistogram.AtomicHistogram;

/**
 * The chats of each quarter of a run whose length is known, in memory that does not grow. A chat
 * belongs to the quarter in which it started; as in {@link Phases}, there is no branch for each.
 * Thread-safe.
 */
final class Quarters {
  private static final int LAST = 3;

  private final long quarterNanos;
  private final List<Quarter> all = Stream.generate(Quarter::new).limit(LAST + 1).toList();

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
    all.get((int) Math.max(0, Math.min(quarter, LAST))).add(sample); // it ends a little later
  }

  Drift drift() {
    Quarter first = all.get(0);
    Quarter last = all.get(LAST);
    return new Drift(
        new TimesDrift(first.answers.copy(), last.answers.copy()),
        new TimesDrift(first.streams.copy(), last.streams.copy()),
        first.failed.sum(),
        last.failed.sum());
  }
}
