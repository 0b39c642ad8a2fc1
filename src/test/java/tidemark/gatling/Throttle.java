package tidemark.gatling;

import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.throttle.Throttler;
import io.gatling.core.controller.throttle.Throttler$Command$ThrottledRequest;
import io.gatling.core.structure.ScenarioContext;
import org.jspecify.annotations.Nullable;
import scala.runtime.BoxedUnit;

/** Honours {@code throttle(...)} and {@code reachRps}: passes work through Gatling's throttler. */
public final class Throttle {
  private final @Nullable ActorRef<Throttler.Command> throttler;

  public Throttle(ScenarioContext context) {
    this.throttler =
        context.throttled() && context.coreComponents().throttler().isDefined()
            ? context.coreComponents().throttler().get()
            : null;
  }

  /** Runs the work now, or when the throttler of the scenario lets it. */
  public void pass(String scenario, Runnable work) {
    if (throttler == null) {
      work.run();
    } else {
      throttler.$bang(
          new Throttler$Command$ThrottledRequest(
              scenario,
              () -> {
                work.run();
                return BoxedUnit.UNIT;
              }));
    }
  }
}
