package tidemark.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.HdrHistogram.AbstractHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the chats of one step after the other, each step's for itself. A step begins when no chat
 * is under way, so whatever comes belongs to the newest one; what comes before the first belongs to
 * warm-up and is in no figure. Thread-safe, but for the begin of a step.
 */
public final class StepChatRecorder implements MeasuredChats {
  private final ChatSlo slo;
  private final Runnable onFailure;
  private final List<RunChatRecorder> steps = new CopyOnWriteArrayList<>();
  private final ChatSeries warmup;
  private final RecentErrors recent = new RecentErrors();
  private volatile RunChatRecorder newest;

  /**
   * A recorder before its first step.
   *
   * @param slo what a good chat has to hold
   * @param onFailure told of each measured chat that has failed, once it is in the figures
   */
  public StepChatRecorder(ChatSlo slo, Runnable onFailure) {
    this.slo = slo;
    this.onFailure = onFailure;
    this.warmup = series();
    this.newest = next(); // measures nothing
  }

  private RunChatRecorder next() {
    return new RunChatRecorder(series(), warmup, recent);
  }

  private ChatSeries series() {
    return new ChatSeries(slo, Optional.empty());
  }

  /** The next step begins. */
  @Override
  public void measureFrom(long startNanos) {
    RunChatRecorder next = next();
    next.measureFrom(startNanos);
    steps.add(next);
    newest = next;
  }

  /** No chat of the newest step starts from then on. */
  @Override
  public void measureUntil(long stopNanos) {
    newest.measureUntil(stopNanos);
  }

  @Override
  public boolean measures(long fromNanos) {
    return !steps.isEmpty() && steps.get(0).measures(fromNanos);
  }

  @Override
  public void sent(long nowNanos) {
    newest.sent(nowNanos);
  }

  @Override
  public void chat(ChatSample sample, @Nullable String message) {
    newest.chat(sample, message);
    if (sample.failed() && measures(sample.fromNanos())) {
      onFailure.run();
    }
  }

  @Override
  public void gap(long fromNanos, long gapNanos) {
    newest.gap(fromNanos, gapNanos);
  }

  @Override
  public void together(long fromNanos, long tokens) {
    newest.together(fromNanos, tokens);
  }

  @Override
  public boolean tell(Runnable telling) {
    return newest.tell(telling);
  }

  @Override
  public ChatFigures close() {
    newest.close();
    return figures();
  }

  @Override
  public long underWay() {
    return newest.underWay();
  }

  @Override
  public long sinceLastSentNanos(long nowNanos) {
    return newest.sinceLastSentNanos(nowNanos);
  }

  /** Failed chats of the newest step. */
  public long failures() {
    return newest.failures();
  }

  /** The figures of the newest step as they are now. */
  public ChatFigures newestFigures() {
    return newest.figures();
  }

  @Override
  public LiveChats live() {
    List<AbstractHistogram> firstTokens = new ArrayList<>(List.of(warmup.streams().firstToken()));
    Map<String, Long> errors = new HashMap<>();
    for (RunChatRecorder step : steps) {
      firstTokens.add(step.firstTokens());
      step.errorCounts().forEach((name, count) -> errors.merge(name, count, Long::sum));
    }
    List<LiveSeries> measured = steps.stream().map(RunChatRecorder::measured).toList();
    return new LiveChats(
        new LiveStream(Tick.CHAT, measured, List.of(warmup.live())),
        firstTokens,
        steps.stream().mapToLong(RunChatRecorder::tokens).sum() + warmup.streams().tokens(),
        errors,
        recent);
  }

  /** Those of all steps together. */
  @Override
  public ChatFigures figures() {
    return steps.stream()
        .map(RunChatRecorder::figures)
        .reduce(ChatFigures::plus)
        .orElseGet(newest::figures);
  }
}
