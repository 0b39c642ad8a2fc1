package tidemark.sql;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import java.util.function.Function;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.gatling.BaseAction;
import tidemark.gatling.Throttle;

/** Runs one operation for a user, off the event loop, and sends the user on when it is done. */
final class SqlAction extends BaseAction {
  private static final ErrorKind CRASH = new ErrorKind(ErrorClass.BUG, "crash");

  private final SqlComponents components;
  private final Throttle throttle;
  private final Function<io.gatling.javaapi.core.Session, SqlWork<?, ?>> work;

  SqlAction(
      ScenarioContext context,
      Action next,
      SqlComponents components,
      Function<io.gatling.javaapi.core.Session, SqlWork<?, ?>> work) {
    super("sql", context.coreComponents(), next);
    this.components = components;
    this.throttle = new Throttle(context);
    this.work = work;
  }

  @Override
  protected void run(Session session) {
    if (!components.protocol().isOpen()) {
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
          .error(session.scenario(), CRASH, e.toString(), System.nanoTime());
      throw e;
    }
  }

  private <I, S> void start(Session session, SqlWork<I, S> chosen) {
    new SqlOperation<>(session, chosen, components, this::proceed).attempt();
  }
}
