package tidemark.sql.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tidemark.sql.PoolState;

/**
 * HikariCP with all its connections open from the start and none replaced behind our back.
 * Thread-safe.
 */
final class ConnectionPool implements AutoCloseable {
  /** After so long without a further connection there will be none. */
  private static final Duration STUCK = Duration.ofSeconds(5);

  /** The same where the last try failed: a server needs a moment to end what was just closed. */
  private static final Duration REFUSED = Duration.ofSeconds(1);

  private static final int CANCEL_SENDERS = 4;
  private static final Duration FILL_CHECK = Duration.ofMillis(5);

  private final HikariDataSource hikari;
  private final ObservedSource source;
  private final JdbcDatabase database;
  private final Map<Connection, PooledConnection> connections = new ConcurrentHashMap<>();
  private final ExecutorService cancels =
      Executors.newFixedThreadPool(
          CANCEL_SENDERS,
          task -> {
            Thread thread = new Thread(task, "tidemark-sql-cancel");
            thread.setDaemon(true);
            return thread;
          });

  private ConnectionPool(HikariDataSource hikari, ObservedSource source, JdbcDatabase database) {
    this.hikari = hikari;
    this.source = source;
    this.database = database;
  }

  /**
   * Opens a pool and waits until it is full.
   *
   * @param name by which its errors call it
   * @throws SQLException if not all connections can be opened, with the code of the refusal; its
   *     cause says why. Also if the thread is interrupted, which it stays
   */
  static ConnectionPool open(
      String name, DataSource source, JdbcDatabase database, JdbcSettings settings)
      throws SQLException {
    ObservedSource observed = new ObservedSource(source);
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(observed);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(settings.connections());
    config.setConnectionTimeout(settings.acquireTimeout().toMillis());
    settings.isolation().ifPresent(level -> config.setTransactionIsolation(level.toString()));
    config.setMaxLifetime(0);
    config.setInitializationFailTimeout(1);
    ConnectionPool pool;
    try {
      pool = new ConnectionPool(new HikariDataSource(config), observed, database);
    } catch (RuntimeException e) {
      throw refused("the pool cannot be opened: " + rootMessage(e), e);
    }
    pool.fill(settings.connections());
    return pool;
  }

  private void fill(int size) throws SQLException {
    int opened = 0;
    long lastOpened = System.nanoTime();
    while (opened < size) {
      int now = hikari.getHikariPoolMXBean().getTotalConnections();
      if (Thread.currentThread().isInterrupted()) { // it would not park any more
        close();
        throw new SQLException("interrupted with %d of %d connections open".formatted(now, size));
      }
      if (now > opened) {
        opened = now;
        lastOpened = System.nanoTime();
      } else if (System.nanoTime() - lastOpened > longestWait().toNanos()) {
        SQLException why = source.failure();
        close();
        throw refused(
            "only %d of %d connections could be opened%s".formatted(opened, size, reason(why)),
            why);
      }
      LockSupport.parkNanos(FILL_CHECK.toNanos());
    }
  }

  private Duration longestWait() {
    return source.failure() == null ? STUCK : REFUSED;
  }

  private static String reason(@Nullable SQLException why) {
    return why == null ? " within " + STUCK.toSeconds() + " s" : ": " + why.getMessage();
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** Has the code of the last error in the chain that has one. */
  private static SQLException refused(String message, @Nullable Throwable why) {
    SQLException coded = null;
    for (Throwable one = why; one != null; one = one.getCause()) {
      coded = one instanceof SQLException error ? error : coded;
    }
    return coded == null
        ? new SQLException(message, why)
        : new SQLException(message, coded.getSQLState(), coded.getErrorCode(), why);
  }

  /** Waits for a connection; give it back with {@link #release} or {@link #evict}. */
  Connection borrow() throws SQLException {
    return hikari.getConnection();
  }

  PoolState state() {
    HikariPoolMXBean now = hikari.getHikariPoolMXBean();
    return new PoolState(
        now.getActiveConnections(), now.getIdleConnections(), now.getThreadsAwaitingConnection());
  }

  /** Why the pool cannot open the connections that it is short of; null if it can. */
  @Nullable SQLException shortOf() {
    return source.failure();
  }

  /** What is known of a borrowed connection. */
  PooledConnection pooled(Connection borrowed) throws SQLException {
    Connection physical = borrowed.unwrap(Connection.class);
    PooledConnection known = connections.get(physical);
    if (known == null) {
      // The pool replaces connections that died while idle without a word.
      connections.keySet().removeIf(ConnectionPool::isClosed);
      known = new PooledConnection(physical, database, cancels);
      connections.put(physical, known);
    }
    return known;
  }

  void release(Connection borrowed) throws SQLException {
    borrowed.close();
  }

  /**
   * Closes a connection that nobody should get again: at once and by ourselves, for the pool does
   * so later, and never when it is closed itself, and until then the database keeps what it has
   * locked.
   */
  void evict(Connection borrowed) throws SQLException {
    Connection physical = borrowed.unwrap(Connection.class);
    connections.remove(physical);
    try {
      physical.close();
    } finally {
      hikari.evictConnection(borrowed);
      borrowed.close();
    }
  }

  private static boolean isClosed(Connection physical) {
    try {
      return physical.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted(); // then the pool would leave connections open
    hikari.close();
    connections.clear();
    cancels.shutdownNow();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
