package tidemark.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;

/** A connection as the bare roles see it: transactions, and statements to be kept. */
final class BareConnection {
  private static final Set<String> TRY_AGAIN = Set.of("40P01", "40001", "55P03");
  private static final int SQLITE_BUSY = 5;

  private final Connection physical;
  private final SqlDialect dialect;
  private final PreparedStatement begin;
  private final PreparedStatement beginReading;
  private final PreparedStatement commit;
  private final PreparedStatement rollback;
  private boolean open;

  BareConnection(Connection physical, SqlDialect dialect) throws SQLException {
    this.physical = physical;
    this.dialect = dialect;
    begin = physical.prepareStatement("BEGIN IMMEDIATE");
    beginReading = physical.prepareStatement("BEGIN");
    commit = physical.prepareStatement("COMMIT");
    rollback = physical.prepareStatement("ROLLBACK");
  }

  SqlDialect dialect() {
    return dialect;
  }

  PreparedStatement prepare(Sql sql) throws SQLException {
    return physical.prepareStatement(sql.text());
  }

  void begin() throws SQLException {
    if (dialect == SqlDialect.SQLITE) {
      begin.execute();
    } else {
      physical.setAutoCommit(false);
    }
    open = true;
  }

  void beginReading() throws SQLException {
    if (dialect == SqlDialect.SQLITE) {
      beginReading.execute();
    } else {
      physical.setAutoCommit(false);
    }
    open = true;
  }

  void commit() throws SQLException {
    if (dialect == SqlDialect.SQLITE) {
      commit.execute();
    } else {
      physical.commit();
      physical.setAutoCommit(true);
    }
    open = false;
  }

  /** Rolls back what was begun, if anything. */
  void rollback() throws SQLException {
    if (!open) {
      return;
    }
    if (dialect == SqlDialect.SQLITE) {
      rollback.execute();
    } else {
      physical.rollback();
      physical.setAutoCommit(true);
    }
    open = false;
  }

  /** True for a deadlock, a serialization failure, and a wait for a lock that took too long. */
  static boolean mayTryAgain(SQLException error) {
    return TRY_AGAIN.contains(String.valueOf(error.getSQLState()))
        || error.getErrorCode() == SQLITE_BUSY;
  }
}
