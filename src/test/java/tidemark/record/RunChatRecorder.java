package tidemark.record;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final MeasuredTime time = new MeasuredTime();
  private final ChatSeries measured;
  private final ChatSeries warmup;
  private final Phases<ChatSeries> phases;
  private final RecentErrors recent;
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
    this(new ChatSeries(slo, time), new ChatSeries(slo, time), new RecentErrors());
  }

  /** One of several that follow one another, and share what is not in their figures. */
  RunChatRecorder(ChatSeries measured, ChatSeries warmup, RecentErrors recent) {
    this.measured = measured;
    this.warmup = warmup;
    this.phases = new Phases<>(measured, warmup);
    this.recent = recent;
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
    long fromNanos = sample.fromNanos();
    phases.at(time, fromNanos).add(sample, message, time);
    time.ended(fromNanos, sample.endNanos());
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

  @Override
  public void gap(long fromNanos, long gapNanos) {
    phases.at(time, fromNanos).streams().gap(gapNanos);
  }

  @Override
  public void together(long fromNanos, long tokens) {
    phases.at(time, fromNanos).streams().noGap(tokens);
  }

  @Override
  public LiveChats live() {
    return new LiveChats(
        new LiveStream(Tick.CHAT, List.of(measured.live()), List.of(warmup.live())),
        List.of(firstTokens(), warmup.streams().firstToken()),
        tokens() + warmup.streams().tokens(),
        errorCounts(),
        recent);
  }

  LiveSeries measured() {
    return measured.live();
  }

  AtomicHistogram firstTokens() {
    return measured.streams().firstToken();
  }

  long tokens() {
    return measured.streams().tokens();
  }

  Map<String, Long> errorCounts() {
    return measured.errorCounts();
  }

  /** Chats that have failed. */
  long failures() {
    return measured.failures();
  }

  /** Whoever was asked before the end of warm-up was silent since then. */
  private long silentNanos() {
    long asked = askedNanos;
    long since = Math.max(0, time.since(asked));
    return asked == ChatSample.NEVER ? 0 : Math.max(0, time.elapsedNanos() - since);
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
    return measured.figures(time.elapsedNanos(), underWay(), silentNanos());
  }
}
