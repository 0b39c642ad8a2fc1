package tidemark.gatling;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.ScenarioBuilder;

/**
 * A user whose work blocks: it is done on a thread of its own, while no event loop waits for it.
 */
public final class TaskUser extends BaseAction {
  private final Stopper stopper;
  private final Runnable work;

  private TaskUser(String name, Stopper stopper, Runnable work, CoreComponents core, Action next) {
    super(name, core, next);
    this.stopper = stopper;
    this.work = work;
  }

  /**
   * The user's scenario; inject it with one user.
   *
   * @param stopper is told when the user starts and when its work is over
   * @param work done once; it reports for itself, and ends when the run does
   */
  public static ScenarioBuilder doing(String name, Stopper stopper, Runnable work) {
    NextAction action =
        (context, next) -> new TaskUser(name, stopper, work, context.coreComponents(), next);
    return scenario(name).exec(action);
  }

  @Override
  protected void run(Session session) {
    stopper.userStarted();
    Thread thread = new Thread(() -> work(session), "tidemark-" + name());
    thread.setDaemon(true);
    thread.start();
  }

  private void work(Session session) {
    try {
      work.run();
      proceed(session);
    } catch (RuntimeException e) {
      crashed(session, e);
    } finally {
      stopper.userEnded();
    }
  }
}
