package tidemark.load;

import io.gatling.core.action.Action;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Session;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import tidemark.gatling.NextAction;

/** Builds the action in which a user waits. Immutable. */
record WaitBuilder(ToLongFunction<Session> untilNanos, BooleanSupplier open) implements NextAction {
  @Override
  public Action build(ScenarioContext context, Action next) {
    return new WaitAction(context.coreComponents(), next, this);
  }
}
