package tidemark.record;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;

/** The chats of the warm-up: in no figure, but on the time line. Thread-safe. */
final class WarmupChats {
  private final AtomicHistogram answered = Series.histogram();
  private final AtomicHistogram failed = Series.histogram();
  private final AtomicHistogram firstToken = Series.histogram();
  private final LongAdder tokens = new LongAdder();

  void add(ChatSample sample) {
    (sample.failed() ? failed : answered).recordValue(Series.bounded(sample.latencyNanos()));
    if (sample.streamed() && !sample.failed()) {
      tokens.add(sample.outputTokens());
      if (sample.ttftNanos() != ChatSample.NEVER) {
        firstToken.recordValue(Series.bounded(sample.ttftNanos()));
      }
    }
  }

  LiveSeries live() {
    return new LiveSeries(answered, failed, answered::getTotalCount);
  }

  AtomicHistogram firstToken() {
    return firstToken;
  }

  long tokens() {
    return tokens.sum();
  }
}
