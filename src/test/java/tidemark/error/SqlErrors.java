package tidemark.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Classifies database errors by SQLSTATE (PostgreSQL) and extended result code (SQLite). Pure and
 * thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 * @see <a href="https://www.sqlite.org/rescode.html">SQLite result codes</a>
 */
public final class SqlErrors {
  private static final Map<String, ErrorKind> STATES =
      Map.ofEntries(
          Map.entry("40P01", new ErrorKind(ErrorClass.RETRY, "deadlock")),
          Map.entry("40001", new ErrorKind(ErrorClass.RETRY, "serialization_failure")),
          Map.entry("55P03", new ErrorKind(ErrorClass.RETRY, "lock_timeout")),
          Map.entry("23514", ErrorKind.INSUFFICIENT_FUNDS),
          Map.entry("23503", ErrorKind.MISSING_ACCOUNT),
          Map.entry("23505", new ErrorKind(ErrorClass.BUG, "unique_violation")),
          Map.entry("57014", new ErrorKind(ErrorClass.CANCELLED, "cancelled")),
          Map.entry("53100", new ErrorKind(ErrorClass.RESOURCE, "disk_full")),
          Map.entry("53200", new ErrorKind(ErrorClass.RESOURCE, "out_of_memory")),
          Map.entry("53300", new ErrorKind(ErrorClass.RESOURCE, "too_many_connections")),
          Map.entry("53400", new ErrorKind(ErrorClass.RESOURCE, "configuration_limit")),
          Map.entry("25P03", new ErrorKind(ErrorClass.CONNECTION, "connection_lost")),
          Map.entry("25P04", new ErrorKind(ErrorClass.CONNECTION, "connection_lost")),
          Map.entry("57P01", new ErrorKind(ErrorClass.CONNECTION, "connection_lost")),
          Map.entry("57P02", new ErrorKind(ErrorClass.CONNECTION, "connection_lost")),
          Map.entry("57P04", new ErrorKind(ErrorClass.CONNECTION, "connection_lost")),
          Map.entry("57P05", new ErrorKind(ErrorClass.CONNECTION, "connection_lost")),
          Map.entry("57P03", new ErrorKind(ErrorClass.CONNECTION, "server_starting")));

  private static final Map<Integer, ErrorKind> SQLITE_CODES =
      Map.of(
          275, ErrorKind.INSUFFICIENT_FUNDS,
          787, ErrorKind.MISSING_ACCOUNT,
          2067, new ErrorKind(ErrorClass.BUG, "unique_violation"),
          1555, new ErrorKind(ErrorClass.BUG, "unique_violation"),
          262, new ErrorKind(ErrorClass.RETRY, "database_locked"));

  /** Primary codes are the lower eight bits of an extended one. */
  private static final Map<Integer, ErrorKind> SQLITE_PRIMARY =
      Map.of(
          5, new ErrorKind(ErrorClass.RETRY, "database_locked"),
          7, new ErrorKind(ErrorClass.RESOURCE, "out_of_memory"),
          9, new ErrorKind(ErrorClass.CANCELLED, "cancelled"),
          10, new ErrorKind(ErrorClass.RESOURCE, "io_error"),
          11, new ErrorKind(ErrorClass.BUG, "corrupt"),
          13, new ErrorKind(ErrorClass.RESOURCE, "disk_full"),
          26, new ErrorKind(ErrorClass.BUG, "not_a_database"));

  private SqlErrors() {}

  /**
   * Classifies a PostgreSQL error.
   *
   * @param state SQLSTATE; null when the driver itself failed
   * @param phase where it came from: a connection lost during COMMIT has an unknown outcome
   */
  public static ErrorKind postgresql(@Nullable String state, SqlPhase phase) {
    if (state == null) {
      return new ErrorKind(ErrorClass.BUG, "driver_error");
    }
    ErrorKind kind = STATES.getOrDefault(state, byStateClass(state));
    return phase == SqlPhase.COMMIT && kind.errorClass() == ErrorClass.CONNECTION
        ? ErrorKind.COMMIT_UNKNOWN
        : kind;
  }

  private static ErrorKind byStateClass(String state) {
    return state.startsWith("08")
        ? new ErrorKind(ErrorClass.CONNECTION, "connection_lost")
        : new ErrorKind(ErrorClass.BUG, "sqlstate_" + state);
  }

  /**
   * Classifies an SQLite error.
   *
   * @param extendedCode the extended result code
   */
  public static ErrorKind sqlite(int extendedCode) {
    ErrorKind kind = SQLITE_CODES.get(extendedCode);
    if (kind == null) {
      kind = SQLITE_PRIMARY.get(extendedCode & 0xff);
    }
    return kind != null ? kind : new ErrorKind(ErrorClass.BUG, "sqlite_" + extendedCode);
  }
}
