package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.record.LockWaits;
import tidemark.sql.Interrupt;
import tidemark.sql.SqlDialect;

/** What differs between databases behind JDBC. Implementations are stateless. */
public interface JdbcDatabase {
  SqlDialect dialect();

  /**
   * The implementation for a dialect.
   *
   * @param lockWaits told of waits for locks that are waits here, not in a server
   */
  static JdbcDatabase of(SqlDialect dialect, LockWaits lockWaits) {
    return switch (dialect) {
      case SQLITE -> new SqliteDatabase(lockWaits);
      case POSTGRESQL -> new PostgresqlDatabase();
    };
  }

  void begin(PooledConnection connection, boolean writes) throws SQLException;

  void commit(PooledConnection connection) throws SQLException;

  /** Rolls back and leaves the connection as it came from the pool. */
  void rollback(PooledConnection connection) throws SQLException;

  ErrorKind classify(SQLException error, SqlPhase phase);

  /**
   * The way to end what runs on a connection; asked for once, when it is new.
   *
   * @param sender runs what may take seconds
   */
  Interrupt interrupt(Connection physical, Executor sender) throws SQLException;

  JdbcParams params(PreparedStatement statement);

  JdbcRows rows(ResultSet rows);
}
