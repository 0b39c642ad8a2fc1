package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import org.sqlite.SQLiteException;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlErrors;
import tidemark.error.SqlPhase;
import tidemark.record.LockWaits;
import tidemark.sql.Interrupt;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;

/**
 * SQLite. Transactions are begun and ended by statements in auto-commit mode: the driver's own
 * immediate mode begins the next one right after a commit and keeps the write lock while idle.
 */
final class SqliteDatabase implements JdbcDatabase {
  private static final Sql BEGIN_WRITING = new Sql("begin", "BEGIN IMMEDIATE");
  private static final Sql BEGIN_READING = new Sql("begin", "BEGIN");
  private static final Sql COMMIT = new Sql("commit", "COMMIT");
  private static final Sql ROLLBACK = new Sql("rollback", "ROLLBACK");

  private final LockWaits lockWaits;

  SqliteDatabase(LockWaits lockWaits) {
    this.lockWaits = lockWaits;
  }

  @Override
  public SqlDialect dialect() {
    return SqlDialect.SQLITE;
  }

  @Override
  public void begin(PooledConnection connection, boolean writes) throws SQLException {
    connection.statement(writes ? BEGIN_WRITING : BEGIN_READING).execute();
  }

  @Override
  public void commit(PooledConnection connection) throws SQLException {
    connection.statement(COMMIT).execute();
  }

  @Override
  public void rollback(PooledConnection connection) throws SQLException {
    connection.statement(ROLLBACK).execute();
  }

  @Override
  public ErrorKind classify(SQLException error, SqlPhase phase) {
    if (error instanceof SQLiteException sqlite) {
      return SqlErrors.sqlite(sqlite.getResultCode().code);
    }
    return error.getErrorCode() != 0
        ? SqlErrors.sqlite(error.getErrorCode())
        : new ErrorKind(ErrorClass.BUG, "driver_error");
  }

  @Override
  public Interrupt interrupt(Connection physical, Executor sender) throws SQLException {
    return SqliteInterrupt.on(physical, lockWaits);
  }

  @Override
  public JdbcParams params(PreparedStatement statement) {
    return new SqliteParams(statement);
  }

  @Override
  public JdbcRows rows(ResultSet rows) {
    return new SqliteRows(rows);
  }
}
