package tidemark.sql.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * HikariCP with all its connections open from the start and none replaced behind our back.
 * Thread-safe.
 */
final class ConnectionPool implements AutoCloseable {
  private static final Duration STUCK = Duration.ofSeconds(5);
  private static final Duration FILL_CHECK = Duration.ofMillis(5);

  private final HikariDataSource hikari;
  private final JdbcDatabase database;
  private final Map<Connection, PooledConnection> connections = new ConcurrentHashMap<>();

  private ConnectionPool(HikariDataSource hikari, JdbcDatabase database) {
    this.hikari = hikari;
    this.database = database;
  }

  /**
   * Opens a pool and waits until it is full.
   *
   * @throws SQLException if not all connections can be opened; its cause says why
   */
  static ConnectionPool open(DataSource source, JdbcDatabase database, JdbcSettings settings)
      throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tidemark");
    config.setDataSource(source);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(settings.connections());
    config.setConnectionTimeout(settings.acquireTimeout().toMillis());
    settings.isolation().ifPresent(level -> config.setTransactionIsolation(level.toString()));
    config.setMaxLifetime(0);
    config.setInitializationFailTimeout(1);
    ConnectionPool pool;
    try {
      pool = new ConnectionPool(new HikariDataSource(config), database);
    } catch (RuntimeException e) {
      throw new SQLException("the pool cannot be opened: " + rootMessage(e), e);
    }
    pool.fill(source, settings.connections());
    return pool;
  }

  private void fill(DataSource source, int size) throws SQLException {
    int opened = 0;
    long lastOpened = System.nanoTime();
    while (opened < size) {
      int now = hikari.getHikariPoolMXBean().getTotalConnections();
      if (now > opened) {
        opened = now;
        lastOpened = System.nanoTime();
      } else if (System.nanoTime() - lastOpened > STUCK.toNanos()) {
        String why = reasonNoMore(source);
        hikari.close();
        throw new SQLException(
            "only %d of %d connections could be opened%s".formatted(opened, size, why));
      }
      LockSupport.parkNanos(FILL_CHECK.toNanos());
    }
  }

  /** The pool only logs why it cannot grow: ask the database once more ourselves. */
  private static String reasonNoMore(DataSource source) {
    try {
      source.getConnection().close();
      return " within " + STUCK.toSeconds() + " s";
    } catch (SQLException e) {
      return ": " + e.getMessage();
    }
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** Waits for a connection; give it back with {@link #release} or {@link #evict}. */
  Connection borrow() throws SQLException {
    return hikari.getConnection();
  }

  /** What is known of a borrowed connection. */
  PooledConnection pooled(Connection borrowed) throws SQLException {
    Connection physical = borrowed.unwrap(Connection.class);
    PooledConnection known = connections.get(physical);
    if (known == null) {
      known = new PooledConnection(physical, database);
      connections.put(physical, known);
    }
    return known;
  }

  void release(Connection borrowed) throws SQLException {
    borrowed.close();
  }

  /** Closes a connection that nobody should get again. */
  void evict(Connection borrowed) throws SQLException {
    connections.remove(borrowed.unwrap(Connection.class));
    hikari.evictConnection(borrowed);
    borrowed.close();
  }

  @Override
  public void close() {
    hikari.close();
    connections.clear();
  }
}
