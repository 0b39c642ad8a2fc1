package tidemark.gatling;

import java.util.List;

/** What a run does at its turning points; called by the {@link Stopper} on its own thread. */
public interface Ending {
  /**
   * The first user has started.
   *
   * @param nowNanos {@link System#nanoTime()}
   */
  void begun(long nowNanos);

  /** No new operation starts from now on; waits for those under way, and ends them at last. */
  void drain(StopReason reason);

  /**
   * Audits, judges and writes every file.
   *
   * @return the rows for Gatling's report
   */
  List<ReportRow> finish(StopReason reason);
}
