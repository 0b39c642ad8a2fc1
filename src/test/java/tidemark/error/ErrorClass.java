package tidemark.error;

/** What an error means for the operation that met it. */
public enum ErrorClass {
  /** The database gave way to a concurrent transaction; the same work may be tried again. */
  RETRY,
  /** The bank said no: funds are short or an account is gone. The operation is done, not failed. */
  BUSINESS,
  /** Somebody ended the statement: our own watchdog ({@code timeout}), or anyone else. */
  CANCELLED,
  /** Something ran out: disk, memory, connections, the pool. */
  RESOURCE,
  /** The server or the connection to it is gone. */
  CONNECTION,
  /** The connection was lost while COMMIT was under way: nobody can say whether it took effect. */
  UNKNOWN,
  /** A defect of the database, of the schema, or of Tidemark. */
  BUG;

  /** True for the errors that concurrent work on one bank brings about by itself. */
  public boolean expected() {
    return this == RETRY || this == BUSINESS;
  }
}
