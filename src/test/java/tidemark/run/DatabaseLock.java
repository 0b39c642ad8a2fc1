package tidemark.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.settings.SettingsException;
import tidemark.sql.SqlDialect;

/**
 * Keeps a second run away from the same database: each would drop the other's tables. On PostgreSQL
 * an advisory lock of a session, for SQLite a locked file beside the database's. A server that
 * restarts forgets its sessions: the lock is taken again as soon as it answers. Thread-safe.
 */
final class DatabaseLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseLock.class);

  /** Any number that is always the same: "tidemark" in ASCII. */
  private static final long KEY = 0x746964656d61726bL;

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final DatabaseTarget target;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tidemark-lock");
            thread.setDaemon(true);
            return thread;
          });
  private Held held;

  private DatabaseLock(DatabaseTarget target, Held held) {
    this.target = target;
    this.held = held;
  }

  /** What has the lock. */
  @FunctionalInterface
  private interface Held {
    /** Gives the lock back. */
    void close() throws SQLException, IOException;

    /** Fails when the lock is lost. */
    default void check() throws SQLException {}
  }

  /**
   * Takes the lock.
   *
   * @throws SettingsException if another run has it
   */
  static DatabaseLock take(DatabaseTarget target, SqlDialect dialect) {
    try {
      if (dialect == SqlDialect.SQLITE) {
        return new DatabaseLock(target, file(target));
      }
      DatabaseLock lock = new DatabaseLock(target, Session.open(target));
      lock.watch.scheduleWithFixedDelay(
          lock::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
      return lock;
    } catch (SQLException | IOException e) {
      throw target.unusable(e);
    }
  }

  private void look() {
    try {
      renew();
    } catch (SQLException | SettingsException e) {
      // Not now: the server is down, or thinks that the session that was lost still has the lock.
      LOG.debug("the lock is lost", e);
    }
  }

  /**
   * Takes the lock again if it is lost.
   *
   * @throws SQLException if the server does not answer
   * @throws SettingsException if another run has it by now
   */
  synchronized void renew() throws SQLException {
    try {
      held.check();
    } catch (SQLException lost) {
      held = Session.open(target);
    }
  }

  /** The lock on PostgreSQL lives as long as this connection. */
  private record Session(Connection connection) implements Held {
    static Session open(DatabaseTarget target) throws SQLException {
      Connection connection = target.source().getConnection();
      try (Statement statement = connection.createStatement();
          ResultSet locked = statement.executeQuery("SELECT pg_try_advisory_lock(" + KEY + ")")) {
        if (locked.next() && locked.getBoolean(1)) {
          return new Session(connection);
        }
      }
      connection.close();
      throw taken(target);
    }

    /** Without a limit: a server that hangs still has the session and its lock. */
    @Override
    public void check() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT 1");
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  /** The file stays: who deletes it might delete the one that the next run has just locked. */
  private static Held file(DatabaseTarget target) throws SQLException, IOException {
    Path database = fileOf(target);
    FileChannel channel =
        FileChannel.open(
            database.resolveSibling(database.getFileName() + ".tidemark-lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw taken(target);
    }
    return channel::close;
  }

  /** Links lead to the same file, by whatever name it goes. */
  private static Path fileOf(DatabaseTarget target) throws SQLException, IOException {
    try (Connection connection = target.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet main = statement.executeQuery("PRAGMA database_list")) {
      main.next();
      return Path.of(main.getString("file")).toRealPath();
    }
  }

  private static SettingsException taken(DatabaseTarget target) {
    return new SettingsException(
        "db.url = %s is refused: another run of Tidemark is working there"
            .formatted(target.shownUrl()));
  }

  @Override
  public synchronized void close() throws SQLException, IOException {
    watch.shutdownNow();
    held.close();
  }
}
