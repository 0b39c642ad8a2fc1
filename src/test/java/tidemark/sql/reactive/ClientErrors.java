package tidemark.sql.reactive;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tidemark.error.SqlErrors;
import tidemark.error.SqlPhase;
import tidemark.sql.SqlFailure;

/** What the client's errors mean: most that are not the server's own have no state. */
final class ClientErrors {
  private static final String CONNECTION_FAILURE = "08006";

  private ClientErrors() {}

  /**
   * The failure that an error is.
   *
   * @param lost true if the connection is known to be gone: what was not sent yet then fails with
   *     no word of it
   */
  static SqlFailure failure(Throwable error, boolean lost, SqlPhase phase) {
    return new SqlFailure(
        SqlErrors.postgresql(state(error, lost), phase), phase, message(error), error);
  }

  /** SQLSTATE; null for what is neither the server's nor the connection's. */
  static @Nullable String state(Throwable error, boolean lost) {
    if (error instanceof PgException refused) {
      return refused.getSqlState();
    }
    boolean gone =
        lost || error instanceof ClosedConnectionException || error instanceof IOException;
    return gone ? CONNECTION_FAILURE : null;
  }

  /** Some have none but their name. */
  static String message(Throwable error) {
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }
}
