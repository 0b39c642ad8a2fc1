package tidemark.error;

/**
 * An error's class and its name in every count.
 *
 * @param errorClass what it means
 * @param category low-cardinality name, as {@code deadlock} or {@code sqlstate_42P01}
 */
public record ErrorKind(ErrorClass errorClass, String category) {
  public static final ErrorKind INSUFFICIENT_FUNDS =
      new ErrorKind(ErrorClass.BUSINESS, "insufficient_funds");
  public static final ErrorKind MISSING_ACCOUNT =
      new ErrorKind(ErrorClass.BUSINESS, "missing_account");
  public static final ErrorKind TIMEOUT = new ErrorKind(ErrorClass.CANCELLED, "timeout");
  public static final ErrorKind POOL_TIMEOUT = new ErrorKind(ErrorClass.RESOURCE, "pool_timeout");
  public static final ErrorKind COMMIT_UNKNOWN =
      new ErrorKind(ErrorClass.UNKNOWN, "commit_unknown");

  /** A value that came back other than it was written. */
  public static final ErrorKind WRONG_VALUE = new ErrorKind(ErrorClass.BUG, "wrong_value");

  /** See {@link ErrorClass#expected()}. */
  public boolean expected() {
    return errorClass.expected();
  }
}
