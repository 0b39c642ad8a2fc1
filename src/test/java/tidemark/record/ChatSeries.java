package tidemark.record;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/** The chats of one phase of a run, in memory that does not grow. Thread-safe. */
final class ChatSeries {
  private static final int STATUS_CODES = 1_000;

  private final ChatSlo slo;
  private final @Nullable Quarters quarters;
  private final AtomicHistogram answered = Series.histogram();
  private final AtomicHistogram failed = Series.histogram();
  private final AtomicHistogram delays = Series.histogram();
  private final AtomicLongArray statusCodes = new AtomicLongArray(STATUS_CODES);
  private final ErrorTally<String> errors = new ErrorTally<>();
  private final StreamSeries streams = new StreamSeries();
  private final LongAdder good = new LongAdder();

  /**
   * @param slo what a good chat has to hold
   * @param time how long the phase is, if its first and last quarter are wanted
   */
  ChatSeries(ChatSlo slo, Optional<Duration> time) {
    this.slo = slo;
    this.quarters = time.map(Quarters::new).orElse(null);
  }

  void add(ChatSample sample, @Nullable String message, MeasuredTime time) {
    statusCodes.incrementAndGet(known(sample.status()));
    ChatError error = sample.error();
    (error == null ? answered : failed).recordValue(Series.bounded(sample.latencyNanos()));
    if (error != null) {
      errors.add(error.name(), sample.request(), message == null ? "" : message);
    }
    if (sample.delayNanos() != ChatSample.NEVER) {
      delays.recordValue(Series.bounded(sample.delayNanos()));
    }
    if (sample.streamed()) {
      streams.add(sample, time);
    }
    if (slo.metBy(sample)) {
      good.increment();
    }
    if (quarters != null) {
      quarters.add(sample, time.since(sample.fromNanos()));
    }
  }

  /** A status that is none counts like no answer. */
  private static int known(int status) {
    return status > 0 && status < STATUS_CODES ? status : 0;
  }

  StreamSeries streams() {
    return streams;
  }

  LiveSeries live() {
    return new LiveSeries(answered, failed, answered::getTotalCount);
  }

  Map<String, Long> errorCounts() {
    return errors.counts();
  }

  long failures() {
    return failed.getTotalCount();
  }

  /**
   * All figures as they are now.
   *
   * @param underWay chats of the whole run that have not ended
   * @param silentNanos for how long none has ended that was waited for
   */
  ChatFigures figures(long elapsedNanos, long underWay, long silentNanos) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int status = 0; status < STATUS_CODES; status++) {
      if (statusCodes.get(status) > 0) {
        counts.put(status, statusCodes.get(status));
      }
    }
    return new ChatFigures(
        elapsedNanos,
        answered.copy(),
        failed.copy(),
        delays.copy(),
        Collections.unmodifiableSortedMap(counts),
        ErrorFigures.byCount(errors.categories()),
        streams.figures(),
        slo,
        good.sum(),
        underWay,
        silentNanos,
        Optional.ofNullable(quarters).map(Quarters::drift));
  }
}
