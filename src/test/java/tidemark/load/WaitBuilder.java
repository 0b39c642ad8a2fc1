package tidemark.load;

import io.gatling.core.action.Action;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.Session;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/** Builds the action in which a user waits. Immutable. */
record WaitBuilder(ToLongFunction<Session> untilNanos, BooleanSupplier open)
    implements io.gatling.javaapi.core.ActionBuilder {
  @Override
  public ActionBuilder asScala() {
    return new ActionBuilder() {
      @Override
      public Action build(ScenarioContext context, Action next) {
        return new WaitAction(context.coreComponents(), next, WaitBuilder.this);
      }
    };
  }
}
