package tidemark.sql;

import io.gatling.core.action.Action;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import java.util.function.Function;
import tidemark.gatling.BaseAction;
import tidemark.gatling.Throttle;

/** Runs one operation for a user, off the event loop, and sends the user on when it is done. */
final class SqlAction extends BaseAction {
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
    SqlWork<?, ?> chosen = work.apply(new io.gatling.javaapi.core.Session(session));
    throttle.pass(session.scenario(), () -> start(session, chosen));
  }

  private <I, S> void start(Session session, SqlWork<I, S> chosen) {
    new SqlOperation<>(session, chosen, components, this::proceed).attempt();
  }
}
