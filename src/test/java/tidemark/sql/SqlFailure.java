package tidemark.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;

/**
 * How an attempt failed.
 *
 * @param kind its class and category
 * @param phase where it came from
 * @param message what the database said
 * @param cause what was thrown; null where nothing was
 */
public record SqlFailure(
    ErrorKind kind, SqlPhase phase, String message, @Nullable Throwable cause) {
  private static final ErrorKind HANDLER_ERROR = new ErrorKind(ErrorClass.BUG, "handler_error");

  /** A failure for which nothing was thrown. */
  public SqlFailure(ErrorKind kind, SqlPhase phase, String message) {
    this(kind, phase, message, null);
  }

  /**
   * True if the connection on which it failed must not be used again: nobody knows what it is good
   * for.
   */
  public boolean spoilsConnection() {
    return switch (kind.errorClass()) {
      case CONNECTION, UNKNOWN, RESOURCE, CANCELLED, BUG -> true;
      case RETRY, BUSINESS -> false;
    };
  }

  /**
   * The same failure of an attempt that was told to end: its time was over, if that explains what a
   * cancelled statement, a cancelled wait for a lock and an abandoned connection look like; a
   * commit under way stays unknown.
   */
  public SqlFailure ofCancelled() {
    return switch (kind.errorClass()) {
      case CANCELLED, RETRY, CONNECTION -> new SqlFailure(ErrorKind.TIMEOUT, phase, message, cause);
      case BUSINESS, RESOURCE, UNKNOWN, BUG -> this;
    };
  }

  /** Nobody gave a connection of this pool back in time. */
  public static SqlFailure ofPool(String pool, Duration acquireTimeout) {
    return new SqlFailure(
        ErrorKind.POOL_TIMEOUT,
        SqlPhase.ACQUIRE,
        "pool %s: no connection within %d ms".formatted(pool, acquireTimeout.toMillis()));
  }

  /** A handler of the plan has thrown what is no refusal: a defect of the plan. */
  public static SqlFailure ofHandler(Throwable error, SqlPhase phase) {
    return new SqlFailure(HANDLER_ERROR, phase, error.toString(), error);
  }
}
