package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.record.LockWaits;
import tidemark.sql.Loan;
import tidemark.sql.PoolState;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlPool;

/**
 * The pool that the blocking engine works with, without the engine. It keeps a book of who has a
 * connection: HikariCP only logs that, and not before 2 s.
 */
public final class JdbcPool implements SqlPool {
  private final String name;
  private final ConnectionPool pool;
  private final JdbcDatabase database;
  private final JdbcSettings settings;
  private final Queue<Lent> lent = new ConcurrentLinkedQueue<>();

  private final DataSource source =
      new ForwardingSource() {
        @Override
        public Connection getConnection() throws SQLException {
          return lend();
        }
      };

  private record Lent(Connection connection, String borrower, long sinceNanos) {
    /** The pool's proxies know it without a look at the database. */
    boolean isBack() {
      try {
        return connection.isClosed();
      } catch (SQLException e) {
        return true;
      }
    }
  }

  private JdbcPool(String name, ConnectionPool pool, JdbcDatabase database, JdbcSettings settings) {
    this.name = name;
    this.pool = pool;
    this.database = database;
    this.settings = settings;
  }

  /**
   * Opens all connections.
   *
   * @throws SQLException if that cannot be done, with the code of the database's refusal
   */
  public static JdbcPool open(
      String name, DataSource source, SqlDialect dialect, JdbcSettings settings)
      throws SQLException {
    JdbcDatabase database = JdbcDatabase.of(dialect, new LockWaits());
    return new JdbcPool(
        name, ConnectionPool.open(name, source, database, settings), database, settings);
  }

  private Connection lend() throws SQLException {
    Connection connection = pool.borrow();
    lent.removeIf(Lent::isBack);
    lent.add(new Lent(connection, Thread.currentThread().getName(), System.nanoTime()));
    return connection;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return settings.connections();
  }

  @Override
  public Duration acquireTimeout() {
    return settings.acquireTimeout();
  }

  @Override
  public DataSource source() {
    return source;
  }

  @Override
  public PoolState state() {
    return pool.state();
  }

  @Override
  public List<Loan> loans() {
    lent.removeIf(Lent::isBack);
    long now = System.nanoTime();
    return lent.stream()
        .map(one -> new Loan(one.borrower(), Duration.ofNanos(now - one.sinceNanos())))
        .toList();
  }

  @Override
  public ErrorKind kind(SQLException refusal) {
    SQLException why = pool.shortOf();
    if (why == null && refusal instanceof SQLTransientConnectionException) {
      return ErrorKind.POOL_TIMEOUT;
    }
    return database.classify(why == null ? refusal : why, SqlPhase.ACQUIRE);
  }

  @Override
  public void close() {
    pool.close();
  }
}
