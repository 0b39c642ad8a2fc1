package tidemark.record;

/** How far a run has come. */
public enum RunPhase {
  /** No user has started yet. */
  STARTING,
  /** What starts now is in no figure. */
  WARMUP,
  MEASURING,
  /** Nothing new starts; what is under way may come to its end. */
  ENDING,
  /** All load is over; the audit is under way, and files are written. */
  FINISHING,
  /** Nothing more will come. */
  OVER;

  /** True while there is something to be seen of users. */
  boolean hasLoad() {
    return this == WARMUP || this == MEASURING || this == ENDING;
  }
}
