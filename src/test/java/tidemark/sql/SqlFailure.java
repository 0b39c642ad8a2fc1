package tidemark.sql;

import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;

/**
 * How an attempt failed.
 *
 * @param kind its class and category
 * @param phase where it came from
 * @param message what the database said
 */
public record SqlFailure(ErrorKind kind, SqlPhase phase, String message) {
  private static final ErrorKind HANDLER_ERROR = new ErrorKind(ErrorClass.BUG, "handler_error");

  /** A handler of the plan has thrown what is no refusal: a defect of the plan. */
  public static SqlFailure ofHandler(Throwable error, SqlPhase phase) {
    return new SqlFailure(HANDLER_ERROR, phase, error.toString());
  }
}
