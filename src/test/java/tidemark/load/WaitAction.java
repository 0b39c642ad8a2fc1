package tidemark.load;

import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tidemark.gatling.BaseAction;

/** Holds a user back on a timer of its event loop. */
final class WaitAction extends BaseAction {
  /** Between two looks at whether it is still worth waiting. */
  private static final long LOOK_NANOS = Duration.ofMillis(250).toNanos();

  private final WaitBuilder asked;

  WaitAction(CoreComponents core, Action next, WaitBuilder asked) {
    super("wait", core, next);
    this.asked = asked;
  }

  @Override
  protected void run(Session session) {
    await(session, asked.untilNanos().applyAsLong(new io.gatling.javaapi.core.Session(session)));
  }

  private void await(Session session, long untilNanos) {
    long left = untilNanos - System.nanoTime();
    if (left <= 0 || !asked.open().getAsBoolean()) {
      proceed(session);
    } else {
      session
          .eventLoop()
          .schedule(
              () -> await(session, untilNanos), Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
    }
  }
}
