package tidemark.gatling;

import io.gatling.core.CoreComponents;
import io.gatling.core.session.Session;
import tidemark.error.ErrorKind;
import tidemark.record.Recorder;
import tidemark.record.Sample;

/**
 * Tells both books of a sample: Tidemark's recorder in nanoseconds and Gatling's statistics in
 * milliseconds. Thread-safe.
 */
public final class Samples {
  private final StatsRows rows;
  private final Recorder recorder;

  public Samples(CoreComponents core, Recorder recorder) {
    this.rows = new StatsRows(core);
    this.recorder = recorder;
  }

  /**
   * Reports one finished operation. Gatling gets the error's category; the recorder keeps what the
   * database said.
   *
   * @return the session to go on with: failed if the sample is KO
   */
  public Session report(Session session, Sample sample) {
    recorder.sample(sample);
    boolean failed = sample.outcome().failed();
    ErrorKind error = sample.error();
    long start = sample.startNanos();
    long end = sample.endNanos();
    String code = error == null ? null : error.category();
    rows.log(session, sample.request(), start, end, failed, code);
    return rows.after(session, start, end, failed);
  }
}
