package tidemark.gatling;

import java.time.Duration;
import java.util.List;

/**
 * What a run does at its turning points; called by the {@link Stopper}, on its own thread unless
 * said.
 */
public interface Ending {
  /**
   * The first user has started. Called on that user's event loop.
   *
   * @param nowNanos {@link System#nanoTime()}
   * @return how long the run may go on from now
   */
  Duration begun(long nowNanos);

  /** No new operation starts from now on; waits for those under way, and ends them at last. */
  void drain(StopReason reason);

  /**
   * The run was to end as planned, or was stopped, and is told to be quick now: a signal. Called on
   * another thread, while the stopper's own is in one of the other methods.
   */
  void hurry(StopReason reason);

  /**
   * Audits, judges and writes every file.
   *
   * @return the rows for Gatling's report
   */
  List<ReportRow> finish(StopReason reason);
}
