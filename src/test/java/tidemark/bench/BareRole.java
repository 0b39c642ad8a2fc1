package tidemark.bench;

import java.sql.SQLException;

/**
 * One role's work on one connection, its statements prepared once. Used by one thread at a time.
 */
interface BareRole {
  /**
   * One turn of a user.
   *
   * @return true if it changed or read something
   * @throws SQLException if the database says no; a transaction is still open then
   */
  boolean take(BareUser user) throws SQLException;
}
