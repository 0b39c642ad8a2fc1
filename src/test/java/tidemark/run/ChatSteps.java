package tidemark.run;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static tidemark.load.LoadDsl.waitUntil;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tidemark.chat.ChatActionBuilder;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.load.Course;
import tidemark.load.Step;
import tidemark.load.Steps;
import tidemark.load.ThinkTime;
import tidemark.record.ActiveUsers;
import tidemark.record.Mark;
import tidemark.record.Marks;
import tidemark.record.MeasuredChats;
import tidemark.record.StepChatRecorder;
import tidemark.record.StepFigures;
import tidemark.report.StepLines;
import tidemark.report.StepRules;

/** Chats whose users grow in number, step by step, until a step does not hold. Thread-safe. */
final class ChatSteps implements Course, Chatters {
  private final ChatSettings chat;
  private final StepRules rules;
  private final Marks marks;
  private final ActiveUsers active = new ActiveUsers();
  private final ThinkTime thinkTime;
  private final StepChatRecorder recorder;
  private final List<StepFigures> held = new CopyOnWriteArrayList<>();
  private final AtomicBoolean broken = new AtomicBoolean();

  /** The one that is not judged yet, or did not hold; null before the first and after the last. */
  private volatile @Nullable Step newest;

  /** Of the newest step, the warm-up too: after it none of its chats starts. */
  private volatile long deadlineNanos;

  /** There before any user is. */
  private volatile @Nullable Stopper stopper;

  /**
   * @param seed of the users' pauses
   * @param marks takes the begin of each step
   */
  ChatSteps(ChatSettings chat, StepRules rules, long seed, Marks marks) {
    this.marks = marks;
    this.chat = chat;
    this.rules = rules;
    this.thinkTime = new ThinkTime(chat.load().thinkTime(), seed);
    this.recorder = new StepChatRecorder(chat.slo(), this::failed);
  }

  MeasuredChats recorder() {
    return recorder;
  }

  @Override
  public int ends() {
    return chat.steps().get(chat.steps().size() - 1).users();
  }

  @Override
  public PopulationBuilder population(
      String name, Function<String, ChatActionBuilder> request, Stopper runs) {
    stopper = runs;
    List<Step> all = new ArrayList<>(chat.steps());
    if (!chat.warmup().isZero()) {
      all.add(0, Step.warmup(all.get(0).users(), chat.warmup()));
    }
    Steps steps = new Steps(all, this, active);
    return scenario(name)
        .exec(steps.chain(step -> think(exec(request.apply(rowName(name, step))))))
        .injectOpen(atOnceUsers(steps.users()));
  }

  /**
   * The last pause of a step belongs to it too: users were active all the time. A step with a time
   * is over with it, whoever pauses.
   */
  private ChainBuilder think(ChainBuilder request) {
    return chat.load().thinkTime().isZero()
        ? request
        : request.exec(
            waitUntil(
                session -> untilDeadline(System.nanoTime() + thinkTime.next()), this::isOpen));
  }

  private long untilDeadline(long nanos) {
    long deadline = deadlineNanos;
    return nanos - deadline < 0 ? nanos : deadline;
  }

  /** Each step has rows of its own in Gatling's report. */
  private static String rowName(String name, Step step) {
    return name + (step.measured() ? " step " : " ") + step.name();
  }

  @Override
  public void begun(Step step, long nowNanos) {
    deadlineNanos = step.deadline(nowNanos);
    if (step.measured()) {
      recorder.measureFrom(nowNanos);
      newest = step;
      marks.add(nowNanos, Mark.Kind.STEP, true, "step " + step.name());
    }
  }

  /** Nobody but the last user's thread is at work now, and there is no chat to be kept waiting. */
  @Override
  public boolean over(Step step, long nowNanos) {
    if (!isOpen()) {
      return false;
    }
    if (!step.measured()) {
      return true;
    }
    recorder.measureUntil(untilDeadline(nowNanos));
    StepFigures judged = judge(step);
    System.out.println(" " + StepLines.over(judged));
    if (judged.broke()) {
      marks.add(
          nowNanos, Mark.Kind.STEP, false, "step %s: %s".formatted(step.name(), judged.why()));
      stop();
      return false;
    }
    held.add(judged);
    newest = null;
    return true;
  }

  private StepFigures judge(Step step) {
    return rules.judge(held, step.name(), step.users(), recorder.newestFigures());
  }

  /** Enough have failed: to wait for the others would only take time. */
  private void failed() {
    Step step = newest;
    if (step != null
        && step.requests().filter(all -> rules.hopeless(recorder.failures(), all)).isPresent()) {
      stop();
    }
  }

  /** As planned: that a backend has a limit is what the run was to find. */
  private void stop() {
    Stopper runs = stopper;
    if (runs != null && broken.compareAndSet(false, true)) {
      runs.stop(StopReason.PLANNED);
    }
  }

  @Override
  public boolean isOpen() {
    Stopper runs = stopper;
    return runs != null && runs.isOpen();
  }

  @Override
  public long begin(long nowNanos) {
    return nowNanos;
  }

  @Override
  public void userEnded() {
    Stopper runs = stopper;
    if (runs != null) {
      runs.userEnded();
    }
  }

  /** The stopper is asked before each chat. */
  @Override
  public boolean close() {
    return true;
  }

  @Override
  public int active() {
    return active.now();
  }

  @Override
  public int mostActive() {
    return active.most();
  }

  /** The name of the newest step; empty before the first. */
  Optional<String> newestName() {
    Step step = newest;
    if (step != null) {
      return Optional.of(step.name());
    }
    return held.isEmpty() ? Optional.empty() : Optional.of(held.get(held.size() - 1).name());
  }

  /** The steps that have begun, as they are now. */
  List<StepFigures> figures() {
    List<StepFigures> all = new ArrayList<>(held);
    Step step = newest;
    if (step != null) {
      StepFigures judged = judge(step);
      all.add(broken.get() ? judged : judged.unjudged());
    }
    return all;
  }
}
