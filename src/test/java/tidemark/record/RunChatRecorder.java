package tidemark.record;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.StampedLock;
import org.HdrHistogram.AtomicHistogram;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/**
 * Keeps a run's chats in memory that does not grow with the run. A chat and its gaps belong to the
 * phase in which it started: what starts during warm-up is in no figure. Thread-safe.
 */
public final class RunChatRecorder implements ChatRecorder {
  private static final int STATUS_CODES = 1_000;

  private final ChatSlo slo;
  private final MeasuredTime time = new MeasuredTime();
  private final AtomicHistogram answered = Series.histogram();
  private final AtomicHistogram failed = Series.histogram();
  private final AtomicLongArray statusCodes = new AtomicLongArray(STATUS_CODES);
  private final ErrorTally<String> errors = new ErrorTally<>();
  private final StreamSeries streams = new StreamSeries();
  private final LongAdder good = new LongAdder();
  private final LongAccumulator lastEnd = new LongAccumulator(Long::max, 0);
  private final LongAdder sent = new LongAdder();
  private final LongAdder ended = new LongAdder();

  /**
   * Read by those who tell of a chat; written by whoever closes the figures, and never given back.
   */
  private final StampedLock telling = new StampedLock();

  /** With what a good chat has to hold. */
  public RunChatRecorder(ChatSlo slo) {
    this.slo = slo;
  }

  /**
   * Sets where measurement starts.
   *
   * @param startNanos the end of warm-up, as {@link System#nanoTime()}; it may lie ahead
   */
  public void measureFrom(long startNanos) {
    time.from(startNanos);
  }

  /**
   * Sets until when users could start chats; what is still under way is recorded and may end later.
   * Only the first call counts.
   *
   * @param stopNanos when the run closed to new chats, as {@link System#nanoTime()}
   */
  public void measureUntil(long stopNanos) {
    time.until(stopNanos);
  }

  /** True if a chat that started then is measured, false if it belongs to warm-up. */
  public boolean measures(long startNanos) {
    return time.holds(startNanos);
  }

  @Override
  public void sent() {
    sent.increment();
  }

  /** Chats under way, those of the warm-up too. Exact when none is sent or ends meanwhile. */
  public long underWay() {
    long over = ended.sum(); // first: whatever has ended was sent
    return sent.sum() - over;
  }

  @Override
  public void chat(ChatSample sample, @Nullable String message) {
    if (measures(sample.startNanos())) {
      keep(sample, message);
    }
    // Last: whoever has waited for the end of all chats finds them in the figures.
    ended.increment();
  }

  private void keep(ChatSample sample, @Nullable String message) {
    time.ended(sample.endNanos());
    lastEnd.accumulate(time.since(sample.endNanos()));
    statusCodes.incrementAndGet(known(sample.status()));
    ChatError error = sample.error();
    (error == null ? answered : failed).recordValue(Series.bounded(sample.latencyNanos()));
    if (error != null) {
      errors.add(error.name(), sample.request(), message == null ? "" : message);
    }
    if (sample.streamed()) {
      streams.add(sample, time);
    }
    if (slo.metBy(sample)) {
      good.increment();
    }
  }

  /** A status that is none counts like no answer. */
  private static int known(int status) {
    return status > 0 && status < STATUS_CODES ? status : 0;
  }

  @Override
  public void gap(long startNanos, long gapNanos) {
    if (measures(startNanos)) {
      streams.gap(gapNanos);
    }
  }

  @Override
  public void together(long startNanos, long tokens) {
    if (measures(startNanos)) {
      streams.noGap(tokens);
    }
  }

  @Override
  public boolean tell(Runnable work) {
    long stamp = telling.tryReadLock();
    if (stamp == 0) {
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      telling.unlockRead(stamp);
    }
  }

  /**
   * The last figures: whatever ends from now on is told to nobody. Waits for those who are just
   * telling. To be called once.
   */
  public ChatFigures close() {
    telling.writeLock();
    return figures();
  }

  /** All figures as they are now. */
  public ChatFigures figures() {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int status = 0; status < STATUS_CODES; status++) {
      if (statusCodes.get(status) > 0) {
        counts.put(status, statusCodes.get(status));
      }
    }
    return new ChatFigures(
        time.elapsedNanos(),
        answered.copy(),
        failed.copy(),
        Collections.unmodifiableSortedMap(counts),
        errorsByCount(),
        streams.figures(),
        slo,
        good.sum(),
        underWay(),
        lastEnd.get());
  }

  private Map<String, ErrorFigures.Category> errorsByCount() {
    Comparator<Map.Entry<String, ErrorFigures.Category>> most =
        Comparator.comparingLong(entry -> -entry.getValue().count());
    Map<String, ErrorFigures.Category> sorted = new LinkedHashMap<>();
    errors.categories().entrySet().stream()
        .sorted(most.thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(sorted);
  }
}
