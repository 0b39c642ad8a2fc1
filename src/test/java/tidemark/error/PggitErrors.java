package tidemark.error;

/**
 * Classifies what the pggit extension refuses. Its functions catch every error and raise their own,
 * a full disk too, with one SQLSTATE: here alone the text has to tell. Pure and thread-safe.
 */
public final class PggitErrors {
  private static final String RAISED = "sqlstate_P0001";

  private PggitErrors() {}

  /**
   * The same kind, or a better one if a function of the extension raised it.
   *
   * @param kind by SQLSTATE
   * @param message what the database said
   */
  public static ErrorKind of(ErrorKind kind, String message) {
    if (!kind.category().equals(RAISED)) {
      return kind;
    }
    if (message.contains("too long")) {
      return new ErrorKind(ErrorClass.BUSINESS, "message_too_long");
    }
    if (message.contains("too short")) {
      return new ErrorKind(ErrorClass.BUSINESS, "id_too_short");
    }
    if (message.contains("No space left on device")) {
      return new ErrorKind(ErrorClass.RESOURCE, "disk_full");
    }
    if (message.contains("could not serialize access")) {
      return new ErrorKind(ErrorClass.RETRY, "serialization_failure");
    }
    // A branch that another commit has just made, or the first one after the installation.
    return message.contains("already exists")
        ? new ErrorKind(ErrorClass.RETRY, "already_exists")
        : kind;
  }
}
