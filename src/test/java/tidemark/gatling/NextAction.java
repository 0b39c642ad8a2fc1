package tidemark.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;

/** Makes an action for its place in a scenario; Java's builder of one and Scala's in one. */
@FunctionalInterface
public interface NextAction extends ActionBuilder {
  /**
   * The action.
   *
   * @param next where its users go from it
   */
  Action build(ScenarioContext context, Action next);

  @Override
  default io.gatling.core.action.builder.ActionBuilder asScala() {
    return new io.gatling.core.action.builder.ActionBuilder() {
      @Override
      public Action build(ScenarioContext context, Action next) {
        return NextAction.this.build(context, next);
      }
    };
  }
}
