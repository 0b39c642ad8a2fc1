package tidemark.record;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;

/** The samples of chats that asked for a stream, in memory that does not grow. Thread-safe. */
final class StreamSeries {
  private final LongAdder asked = new LongAdder();
  private final LongAdder reported = new LongAdder();
  private final LongAdder counted = new LongAdder();
  private final LongAdder outputTokens = new LongAdder();
  private final AtomicHistogram firstToken = Series.histogram();
  private final AtomicHistogram firstOutputToken = Series.histogram();
  private final AtomicHistogram interChunk = Series.histogram();
  private final AtomicHistogram perOutputToken = Series.histogram();
  private final LongAccumulator firstStart = new LongAccumulator(Long::min, Long.MAX_VALUE);
  private final LongAccumulator lastEnd = new LongAccumulator(Long::max, Long.MIN_VALUE);

  void add(ChatSample sample, MeasuredTime time) {
    asked.increment();
    firstStart.accumulate(time.since(sample.startNanos()));
    lastEnd.accumulate(time.since(sample.endNanos()));
    if (sample.failed()) {
      return;
    }
    (sample.tokensReported() ? reported : counted).increment();
    outputTokens.add(sample.outputTokens());
    record(firstToken, sample.ttftNanos());
    record(firstOutputToken, sample.firstOutputNanos());
    record(perOutputToken, sample.tpotNanos());
  }

  void gap(long nanos) {
    record(interChunk, nanos);
  }

  void noGap(long times) {
    interChunk.recordValueWithCount(0, times);
  }

  AtomicHistogram firstToken() {
    return firstToken;
  }

  long tokens() {
    return outputTokens.sum();
  }

  private static void record(AtomicHistogram histogram, long nanos) {
    if (nanos != ChatSample.NEVER) {
      histogram.recordValue(Series.bounded(nanos));
    }
  }

  StreamFigures figures() {
    long finished = asked.sum();
    return new StreamFigures(
        finished,
        reported.sum() + counted.sum(),
        firstToken.copy(),
        firstOutputToken.copy(),
        interChunk.copy(),
        perOutputToken.copy(),
        outputTokens.sum(),
        TokenSource.of(reported.sum() > 0, counted.sum() > 0),
        finished == 0 ? 0 : lastEnd.get() - firstStart.get());
  }
}
