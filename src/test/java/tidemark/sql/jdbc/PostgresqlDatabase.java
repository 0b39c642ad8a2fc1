package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlErrors;
import tidemark.error.SqlPhase;
import tidemark.sql.Interrupt;
import tidemark.sql.SqlDialect;

/** PostgreSQL. The driver sends BEGIN along with a transaction's first statement. */
final class PostgresqlDatabase implements JdbcDatabase {
  private static final String IN_FAILED_TRANSACTION = "25P02";

  @Override
  public SqlDialect dialect() {
    return SqlDialect.POSTGRESQL;
  }

  @Override
  public void begin(PooledConnection connection, boolean writes) throws SQLException {
    connection.physical().setAutoCommit(false);
  }

  /** The driver takes a COMMIT for good that the server answers with ROLLBACK: look before. */
  @Override
  public void commit(PooledConnection connection) throws SQLException {
    BaseConnection driver = connection.physical().unwrap(BaseConnection.class);
    if (driver.getTransactionState() == TransactionState.FAILED) {
      throw new SQLException("a statement of the transaction failed", IN_FAILED_TRANSACTION);
    }
    connection.physical().commit();
    connection.physical().setAutoCommit(true);
  }

  @Override
  public void rollback(PooledConnection connection) throws SQLException {
    connection.physical().rollback();
    connection.physical().setAutoCommit(true);
  }

  /**
   * A server that panics says why and is gone: the driver appends that. What it was told to commit
   * may be in its log all the same.
   */
  @Override
  public ErrorKind classify(SQLException error, SqlPhase phase) {
    for (SQLException next = error.getNextException();
        next != null;
        next = next.getNextException()) {
      ErrorKind kind = SqlErrors.postgresql(next.getSQLState(), phase);
      if (kind.errorClass() == ErrorClass.UNKNOWN) {
        return kind;
      }
    }
    return SqlErrors.postgresql(error.getSQLState(), phase);
  }

  @Override
  public Interrupt interrupt(Connection physical, Executor sender) {
    return new PostgresqlInterrupt(physical, sender);
  }

  @Override
  public JdbcParams params(PreparedStatement statement) {
    return new PostgresqlParams(statement);
  }

  @Override
  public JdbcRows rows(ResultSet rows) {
    return new PostgresqlRows(rows);
  }
}
