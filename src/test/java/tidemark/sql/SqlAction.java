package tidemark.sql;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.gatling.BaseAction;
import tidemark.gatling.Throttle;

/**
 * Runs operations for a user, off the event loop: one, or one after the other as long as a
 * condition holds. Then it sends the user on.
 */
final class SqlAction extends BaseAction {
  private static final ErrorKind CRASH = new ErrorKind(ErrorClass.BUG, "crash");

  private final SqlComponents components;
  private final Throttle throttle;
  private final Function<io.gatling.javaapi.core.Session, SqlWork<?, ?>> work;
  private final @Nullable Predicate<io.gatling.javaapi.core.Session> condition;

  /**
   * An action.
   *
   * @param condition asked before each operation; null for one operation
   */
  SqlAction(
      ScenarioContext context,
      Action next,
      SqlComponents components,
      Function<io.gatling.javaapi.core.Session, SqlWork<?, ?>> work,
      @Nullable Predicate<io.gatling.javaapi.core.Session> condition) {
    super("sql", context.coreComponents(), next);
    this.components = components;
    this.throttle = new Throttle(context);
    this.work = work;
    this.condition = condition;
  }

  @Override
  protected void run(Session session) {
    if (!components.protocol().isOpen() || !wanted(session)) {
      proceed(session);
      return;
    }
    SqlWork<?, ?> chosen = choose(session);
    throttle.pass(session.scenario(), () -> start(session, chosen));
  }

  /** A choice that throws is a defect: Gatling gets its crash, and the run must fail by it. */
  private SqlWork<?, ?> choose(Session session) {
    try {
      return work.apply(new io.gatling.javaapi.core.Session(session));
    } catch (RuntimeException e) {
      components
          .protocol()
          .recorder()
          .error(session.scenario(), CRASH, e.toString(), System.nanoTime(), e);
      throw e;
    }
  }

  private boolean wanted(Session session) {
    return condition == null || condition.test(new io.gatling.javaapi.core.Session(session));
  }

  private <I, S> void start(Session session, SqlWork<I, S> chosen) {
    new SqlOperation<>(
            components.protocol(),
            session.scenario(),
            chosen,
            sample -> done(components.samples().report(session, sample)),
            () -> proceed(session)) // the run is over: it goes on without a sample
        .attempt();
  }

  /** On the worker: a user that goes on at once need not visit its event loop in between. */
  private void done(Session session) {
    if (condition == null) {
      proceed(session);
    } else {
      repeat(session);
    }
  }
}
