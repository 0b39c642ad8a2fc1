package tidemark.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFile;

/**
 * One transaction that reads the whole bank as it is at one moment, within a limit of time. Used by
 * one thread.
 */
final class Snapshot implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);
  private static final String OVER = "the time for the audit is over";
  private static final int FETCH_SIZE = 1000;
  private static final Duration HANG_TIME = Duration.ofSeconds(3);
  private static final Duration CANCEL_AGAIN = Duration.ofMillis(100);

  private final Connection connection;
  private final SqlFile sql;
  private final ScheduledExecutorService limit =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tidemark-audit-limit");
            thread.setDaemon(true);
            return thread;
          });
  private volatile @Nullable PreparedStatement running;
  private volatile boolean over;

  private Snapshot(Connection connection, SqlFile sql) {
    this.connection = connection;
    this.sql = sql;
  }

  /**
   * Begins the transaction.
   *
   * @param within counts from now, the wait for a connection included; after it the query under way
   *     is cancelled, and every further one refused
   */
  static Snapshot begin(DataSource database, SqlDialect dialect, Duration within)
      throws SQLException {
    long start = System.nanoTime();
    Connection connection = database.getConnection();
    Duration left = within.minusNanos(System.nanoTime() - start);
    try {
      if (left.isNegative()) {
        throw new SQLException(OVER);
      }
      if (dialect == SqlDialect.SQLITE) { // no cancel ends its wait for a lock
        waitForLocks(connection, left);
      }
      connection.setAutoCommit(false);
      if (dialect == SqlDialect.POSTGRESQL) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        // A server that hangs does not answer a cancel either.
        Duration longest = left.plus(HANG_TIME);
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longest.toMillis()));
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    Snapshot snapshot = new Snapshot(connection, dialect.file("audit"));
    snapshot.limit.scheduleWithFixedDelay(
        snapshot::expire, left.toNanos(), CANCEL_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
    return snapshot;
  }

  private static void waitForLocks(Connection connection, Duration longest) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + longest.toMillis());
    }
  }

  /** Takes one row; the values by column, from 1. */
  @FunctionalInterface
  interface Row {
    void take(ResultSet row) throws SQLException;
  }

  /** Reads all rows of the audit's statement of this name. */
  void read(String name, Row row, long... params) throws SQLException {
    if (over) {
      throw new SQLException(OVER);
    }
    Sql statement = sql.get(name);
    try (PreparedStatement query = connection.prepareStatement(statement.text())) {
      query.setFetchSize(FETCH_SIZE);
      for (int i = 0; i < params.length; i++) {
        query.setLong(i + 1, params[i]);
      }
      running = query;
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          row.take(rows);
        }
      }
    } finally {
      running = null;
    }
  }

  /** Called again and again: cancelling a query that is just about to start has no effect. */
  private synchronized void expire() {
    over = true;
    PreparedStatement query = running;
    if (query != null) {
      try {
        query.cancel();
      } catch (SQLException e) {
        LOG.debug("the audit's query could not be cancelled", e);
      }
    }
  }

  /** Not while a query is being cancelled: SQLite frees what the cancel needs. */
  @Override
  public synchronized void close() throws SQLException {
    limit.shutdownNow();
    try (connection) {
      connection.rollback();
    }
  }
}
