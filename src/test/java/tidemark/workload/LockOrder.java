package tidemark.workload;

/** The order in which a transfer locks its two rows. */
public enum LockOrder {
  /** As they were drawn: two transfers may wait for each other. */
  PICKED,
  /** The lower id first: they never do. */
  ID
}
