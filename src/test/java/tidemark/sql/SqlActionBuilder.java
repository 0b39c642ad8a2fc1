package tidemark.sql;

import io.gatling.core.action.Action;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Session;
import java.util.function.Function;

/** Builds the action that runs plans. */
final class SqlActionBuilder implements ActionBuilder {
  private final Function<Session, SqlWork<?, ?>> work;

  SqlActionBuilder(Function<Session, SqlWork<?, ?>> work) {
    this.work = work;
  }

  @Override
  public Action build(ScenarioContext context, Action next) {
    SqlComponents components = context.protocolComponentsRegistry().components(SqlProtocol.KEY);
    return new SqlAction(context, next, components, work);
  }
}
