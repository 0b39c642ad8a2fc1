package tidemark.sql.jdbc;

import java.sql.SQLException;

/** Carries a driver's error out of a plan's handler, whose methods declare none. */
final class JdbcFault extends RuntimeException {
  private final SQLException error;

  JdbcFault(SQLException error) {
    super(error.getMessage(), error, false, false);
    this.error = error;
  }

  SQLException error() {
    return error;
  }
}
