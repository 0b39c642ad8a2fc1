package tidemark.sql;

import java.sql.SQLException;

/**
 * Ends what runs on one connection; called from another thread than the one that works there. Both
 * return at once. A connection that was interrupted is not used again.
 */
public interface Interrupt {
  /** Asks the database to end the statement under way, or the wait for a lock. */
  void cancel() throws SQLException;

  /** Gives the connection up, whatever its server does. */
  void abandon() throws SQLException;
}
