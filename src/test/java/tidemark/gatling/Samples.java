package tidemark.gatling;

import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.CoreComponents;
import io.gatling.core.session.Session;
import scala.Option;
import tidemark.error.ErrorKind;
import tidemark.record.Recorder;
import tidemark.record.Sample;
import tidemark.record.WallClock;

/**
 * Tells both books of a sample: Tidemark's recorder in nanoseconds and Gatling's statistics in
 * milliseconds. Thread-safe.
 */
public final class Samples {
  private final CoreComponents core;
  private final Recorder recorder;
  private final WallClock clock = WallClock.now();

  public Samples(CoreComponents core, Recorder recorder) {
    this.core = core;
    this.recorder = recorder;
  }

  /**
   * Reports one finished operation. Gatling's report has a row for each text of a KO, so it gets
   * the error's category; the recorder keeps what the database said.
   *
   * @return the session to go on with: failed if the sample is KO
   */
  public Session report(Session session, Sample sample) {
    recorder.sample(sample);
    boolean failed = sample.outcome().failed();
    long start = clock.millis(sample.startNanos());
    long end = clock.millis(sample.endNanos());
    ErrorKind error = sample.error();
    Option<String> category = Option.apply(error == null ? null : error.category());
    Status status = failed ? KO$.MODULE$ : OK$.MODULE$;
    core.statsEngine()
        .logResponse(
            session.scenario(),
            session.groups(),
            sample.request(),
            start,
            end,
            status,
            category,
            failed ? category : Option.empty());
    Session timed = session.logGroupRequestTimings(start, end);
    return failed ? timed.markAsFailed() : timed;
  }
}
