package tidemark.error;

/** Where in an attempt an error came from. */
public enum SqlPhase {
  /** Waiting for a worker or a connection. */
  ACQUIRE,
  /** BEGIN, or a statement. */
  STATEMENT,
  /** COMMIT was sent. */
  COMMIT
}
