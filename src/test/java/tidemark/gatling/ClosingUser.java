package tidemark.gatling;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator;
import io.gatling.core.session.Session;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.List;
import scala.Option;
import tidemark.record.GeneratorRecorder;

/**
 * The user that is there from the start, waits without a thread until the run has ended, and then
 * writes the audit, gate and verdict rows into Gatling's report.
 */
public final class ClosingUser extends BaseAction {
  private static final String NAME = "closing";

  private final Stopper stopper;
  private final GeneratorRecorder generator;

  private ClosingUser(
      Stopper stopper, GeneratorRecorder generator, CoreComponents core, Action next) {
    super(NAME, core, next);
    this.stopper = stopper;
    this.generator = generator;
  }

  /**
   * The closing user's scenario; inject it at once, with one user.
   *
   * @param generator is told how late the event loops are that all users run on
   */
  public static ScenarioBuilder closing(Stopper stopper, GeneratorRecorder generator) {
    NextAction action =
        (context, next) -> new ClosingUser(stopper, generator, context.coreComponents(), next);
    return scenario(NAME).exec(action);
  }

  @Override
  protected void run(Session session) {
    TimerProbe.on(core().eventLoopGroup(), generator);
    stopper.park(new Parked(session));
  }

  /** The waiting user. */
  final class Parked {
    private final Session session;

    Parked(Session session) {
      this.session = session;
    }

    /**
     * Writes the rows and lets the user go, which ends the run.
     *
     * @param othersRemain true if users are still about, in a pause for instance: then Gatling is
     *     told to stop
     */
    void release(List<ReportRow> rows, boolean othersRemain) {
      long now = core().clock().nowMillis();
      for (ReportRow row : rows) {
        Status status = row.ok() ? OK$.MODULE$ : KO$.MODULE$;
        core()
            .statsEngine()
            .logResponse(
                session.scenario(),
                session.groups(),
                row.name(),
                now - Math.round(row.seconds() * 1000),
                now,
                status,
                Option.empty(),
                Option.apply(row.message()));
      }
      proceed(session);
      if (othersRemain) {
        core()
            .controller()
            .$bang(new Controller$Command$StopLoadGenerator("the run is over", false));
      }
    }
  }
}
