package tidemark.gatling;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.core.CoreComponents;
import io.gatling.core.session.Session;
import org.jspecify.annotations.Nullable;
import scala.Option;
import tidemark.record.WallClock;

/**
 * Writes rows into Gatling's statistics, from nanosecond times. Thread-safe.
 *
 * <p>Its report has a line for each text of a KO, so the text is the code.
 */
final class StatsRows {
  private final CoreComponents core;
  private final WallClock clock = WallClock.now();

  StatsRows(CoreComponents core) {
    this.core = core;
  }

  /**
   * One row of a user's.
   *
   * @param code the class of an error, of few values; null without one
   */
  void log(
      Session session,
      String name,
      long startNanos,
      long endNanos,
      boolean failed,
      @Nullable String code) {
    core.statsEngine()
        .logResponse(
            session.scenario(),
            session.groups(),
            name,
            clock.millis(startNanos),
            clock.millis(endNanos),
            failed ? KO$.MODULE$ : OK$.MODULE$,
            Option.apply(code),
            Option.apply(failed ? code : null));
  }

  /**
   * The user's session after a request: its groups know how long it took, and whether it failed.
   */
  Session after(Session session, long startNanos, long endNanos, boolean failed) {
    Session timed =
        session.logGroupRequestTimings(clock.millis(startNanos), clock.millis(endNanos));
    return failed ? timed.markAsFailed() : timed;
  }
}
