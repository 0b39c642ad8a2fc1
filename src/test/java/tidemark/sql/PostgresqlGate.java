package tidemark.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/**
 * Holds plans in the database, on an advisory lock, so that no handler blocks. Statements may go
 * through it by themselves: the function {@code gate()} waits in it.
 */
final class PostgresqlGate implements Gate {
  private static final Sql PASS = new Sql("gate", "SELECT gate()");
  private static final String HELD = "FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

  private final TestDatabase database;
  private final Connection keeper;

  PostgresqlGate(TestDatabase database) throws SQLException {
    this.database = database;
    database.execute(
        """
        CREATE OR REPLACE FUNCTION gate() RETURNS integer LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM set_config('lock_timeout', '0', true);
          PERFORM pg_advisory_xact_lock_shared(1);
          RETURN 1;
        END $$
        """);
    this.keeper = database.source().getConnection();
    onKeeper("SELECT pg_advisory_lock(1)");
  }

  @Override
  public <I, S> Plan.Builder<I, S> hold(Plan.Builder<I, S> plan) {
    return plan.query(PASS, (state, rows) -> {});
  }

  @Override
  public void awaitHeld(int count) throws Exception {
    Await.until(count + " are held", () -> database.number("SELECT COUNT(*) " + HELD) == count);
  }

  /** Ends the server's side of every connection that is held. */
  void killHeld() throws SQLException {
    database.number("SELECT COUNT(pg_terminate_backend(pid, 20000)) " + HELD);
  }

  @Override
  public void open() {
    try {
      onKeeper("SELECT pg_advisory_unlock_all()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      keeper.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void onKeeper(String sql) throws SQLException {
    try (Statement statement = keeper.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
    }
  }
}
