package tidemark.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tidemark.record.ActiveUsers;

/**
 * Takes a run's users through its steps. All users are there from the start and have a number. They
 * meet, those of low numbers do what the step asks for, the others go on, and all meet again: so no
 * step begins before the last chat of the one before has ended, and users who were in it keep their
 * connections. Whoever waits has neither a thread nor a timer. For one run.
 */
public final class Steps {
  private static final String NUMBER = "tidemark.number";

  private final List<Step> steps;
  private final Course course;
  private final ActiveUsers active;
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile StepQuota quota = StepQuota.NOTHING;
  private volatile boolean goesOn = true;

  /**
   * In the order given.
   *
   * @param active told of users at work
   */
  public Steps(List<Step> steps, Course course, ActiveUsers active) {
    this.steps = List.copyOf(steps);
    this.course = course;
    this.active = active;
  }

  /** How many users are to be injected, all at once. */
  public int users() {
    return steps.stream().mapToInt(Step::users).max().orElse(0);
  }

  /**
   * What each of them does.
   *
   * @param request of a step, done again and again
   */
  public ChainBuilder chain(Function<Step, ChainBuilder> request) {
    ChainBuilder chain = exec(session -> session.set(NUMBER, numbers.getAndIncrement()));
    for (int i = 0; i < steps.size(); i++) {
      chain = chain.exec(meeting(i)).exec(work(steps.get(i), request));
    }
    return chain.exec(meeting(steps.size()));
  }

  /**
   * The last one to come turns to the next step before anybody goes on. If the run ends meanwhile,
   * all come as soon as they have ended their chats, and find nothing more to do.
   */
  private ChainBuilder meeting(int next) {
    AtomicInteger arrived = new AtomicInteger();
    int all = users();
    return exec(session -> {
          if (arrived.incrementAndGet() == all) {
            turnTo(next);
          }
          return session;
        })
        .rendezVous(all);
  }

  private void turnTo(int next) {
    quota = StepQuota.NOTHING;
    goesOn = goesOn && (next == 0 || course.over(steps.get(next - 1), System.nanoTime()));
    if (goesOn && next < steps.size()) {
      long now = System.nanoTime();
      course.begun(steps.get(next), now);
      quota = StepQuota.of(steps.get(next), now);
    }
  }

  /** Whoever finds no request left was not at work. */
  private ChainBuilder work(Step step, Function<Step, ChainBuilder> request) {
    return doIf(session -> session.getInt(NUMBER) < step.users() && takes())
        .then(
            exec(this::entered)
                .exec(request.apply(step))
                .exec(asLongAs(session -> takes()).on(request.apply(step)))
                .exec(this::left));
  }

  private boolean takes() {
    return course.isOpen() && quota.take(System.nanoTime());
  }

  private Session entered(Session session) {
    active.arrived();
    return session;
  }

  private Session left(Session session) {
    active.left();
    return session;
  }
}
