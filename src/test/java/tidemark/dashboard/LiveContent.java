package tidemark.dashboard;

import tidemark.record.Snapshot;

/** What the live page shows; called on the thread that serves it. */
public interface LiveContent {
  /** The page, with the run as far as it has come. */
  String page(Snapshot run);

  /**
   * What is new, as JSON on one line.
   *
   * @param nanos what ended up to this moment is known already; since the run's begin
   */
  String since(Snapshot run, long nanos);
}
