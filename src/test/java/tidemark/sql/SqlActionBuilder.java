package tidemark.sql;

import io.gatling.core.action.Action;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Session;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tidemark.gatling.NextAction;

/** Builds the action that runs plans. Immutable. */
public final class SqlActionBuilder implements NextAction {
  private final Function<Session, SqlWork<?, ?>> work;
  private final @Nullable Predicate<Session> condition;

  SqlActionBuilder(Function<Session, SqlWork<?, ?>> work, @Nullable Predicate<Session> condition) {
    this.work = work;
    this.condition = condition;
  }

  /**
   * One operation after the other without a pause, as {@code
   * asLongAs(condition).on(exec(sql(work)))} has them, but from one to the next the user stays with
   * the worker that it has.
   *
   * @param condition asked before each operation, also on a worker: it must not block
   */
  public SqlActionBuilder asLongAs(Predicate<Session> condition) {
    return new SqlActionBuilder(work, condition);
  }

  @Override
  public Action build(ScenarioContext context, Action next) {
    SqlComponents components = context.protocolComponentsRegistry().components(SqlProtocol.KEY);
    return new SqlAction(context, next, components, work, condition);
  }
}
