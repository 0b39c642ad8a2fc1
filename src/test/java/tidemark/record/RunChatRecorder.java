package tidemark.record;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.StampedLock;
import org.HdrHistogram.AtomicHistogram;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/**
 * Keeps a run's chats in memory that does not grow with the run. A chat and its gaps belong to the
 * phase in which it started, or was to start: what starts during warm-up is in no figure, but on
 * the time line. Thread-safe.
 */
public final class RunChatRecorder implements MeasuredChats {
  private static final int STATUS_CODES = 1_000;

  private final ChatSlo slo;
  private final MeasuredTime time = new MeasuredTime();
  private final AtomicHistogram answered = Series.histogram();
  private final AtomicHistogram failed = Series.histogram();
  private final AtomicLongArray statusCodes = new AtomicLongArray(STATUS_CODES);
  private final ErrorTally<String> errors = new ErrorTally<>();
  private final AtomicHistogram delays = Series.histogram();
  private final @Nullable Quarters quarters;
  private final WarmupChats warmup;
  private final RecentErrors recent;
  private final StreamSeries streams = new StreamSeries();
  private final LongAdder good = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder ended = new LongAdder();

  /** When the first chat since the last end was sent; {@link ChatSample#NEVER} without one. */
  private volatile long askedNanos = ChatSample.NEVER;

  /**
   * When the newest chat was sent; likewise. Of two at the same time either will do. It lies beside
   * the other one, which chats keep writing anyway.
   */
  private volatile long lastSentNanos = ChatSample.NEVER;

  /**
   * Read by those who tell of a chat; written by whoever closes the figures, and never given back.
   */
  private final StampedLock telling = new StampedLock();

  /** With what a good chat has to hold. */
  public RunChatRecorder(ChatSlo slo) {
    this(slo, Optional.empty());
  }

  /**
   * With the measured time too, where it is known beforehand: then the figures have a {@link
   * Drift}.
   */
  public RunChatRecorder(ChatSlo slo, Optional<Duration> time) {
    this(slo, time, new WarmupChats(), new RecentErrors());
  }

  /** One of several that follow one another, and share what is not in their figures. */
  RunChatRecorder(ChatSlo slo, Optional<Duration> time, WarmupChats warmup, RecentErrors recent) {
    this.slo = slo;
    this.warmup = warmup;
    this.recent = recent;
    this.quarters = time.map(Quarters::new).orElse(null);
  }

  @Override
  public void measureFrom(long startNanos) {
    time.from(startNanos);
  }

  @Override
  public void measureUntil(long stopNanos) {
    time.until(stopNanos);
  }

  @Override
  public boolean measures(long fromNanos) {
    return time.holds(fromNanos);
  }

  @Override
  public void sent(long nowNanos) {
    lastSentNanos = nowNanos;
    if (askedNanos == ChatSample.NEVER) { // of two at the same time either will do
      askedNanos = nowNanos;
    }
    sent.increment();
  }

  @Override
  public long underWay() {
    long over = ended.sum(); // first: whatever has ended was sent
    return sent.sum() - over;
  }

  @Override
  public long sinceLastSentNanos(long nowNanos) {
    long last = lastSentNanos;
    return last == ChatSample.NEVER ? 0 : nowNanos - last;
  }

  @Override
  public void chat(ChatSample sample, @Nullable String message) {
    if (measures(sample.fromNanos())) {
      keep(sample, message);
    } else {
      warmup.add(sample);
    }
    ChatError error = sample.error();
    if (error != null) {
      recent.add(false, error.name(), sample.request(), message == null ? "" : message);
    }
    if (askedNanos != ChatSample.NEVER) { // all event loops read what lies beside it
      askedNanos = ChatSample.NEVER;
    }
    // Last: whoever has waited for the end of all chats finds them in the figures.
    ended.increment();
  }

  private void keep(ChatSample sample, @Nullable String message) {
    time.ended(sample.endNanos());
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

  @Override
  public LiveChats live() {
    return new LiveChats(
        new LiveStream(Tick.CHAT, List.of(measured()), List.of(warmup.live())),
        List.of(streams.firstToken(), warmup.firstToken()),
        tokens() + warmup.tokens(),
        errors.counts(),
        recent);
  }

  LiveSeries measured() {
    return new LiveSeries(answered, failed, answered::getTotalCount);
  }

  AtomicHistogram firstTokens() {
    return streams.firstToken();
  }

  long tokens() {
    return streams.tokens();
  }

  Map<String, Long> errorCounts() {
    return errors.counts();
  }

  /** Whoever was asked before the end of warm-up was silent since then. */
  private long silentNanos() {
    long asked = askedNanos;
    long since = Math.max(0, time.since(asked));
    return asked == ChatSample.NEVER ? 0 : Math.max(0, time.elapsedNanos() - since);
  }

  /** A status that is none counts like no answer. */
  private static int known(int status) {
    return status > 0 && status < STATUS_CODES ? status : 0;
  }

  @Override
  public void gap(long fromNanos, long gapNanos) {
    if (measures(fromNanos)) {
      streams.gap(gapNanos);
    }
  }

  /** Chats that have failed. */
  long failures() {
    return failed.getTotalCount();
  }

  @Override
  public void together(long fromNanos, long tokens) {
    if (measures(fromNanos)) {
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

  @Override
  public ChatFigures close() {
    telling.writeLock();
    return figures();
  }

  @Override
  public ChatFigures figures() {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int status = 0; status < STATUS_CODES; status++) {
      if (statusCodes.get(status) > 0) {
        counts.put(status, statusCodes.get(status));
      }
    }
    Optional<Drift> drift = quarters == null ? Optional.empty() : Optional.of(quarters.drift());
    return new ChatFigures(
        time.elapsedNanos(),
        answered.copy(),
        failed.copy(),
        delays.copy(),
        Collections.unmodifiableSortedMap(counts),
        ErrorFigures.byCount(errors.categories()),
        streams.figures(),
        slo,
        good.sum(),
        underWay(),
        silentNanos(),
        drift);
  }
}
