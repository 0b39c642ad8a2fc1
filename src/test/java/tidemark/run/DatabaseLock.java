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
import tidemark.settings.SettingsException;
import tidemark.sql.SqlDialect;

/**
 * Keeps a second run away from the same database: each would drop the other's tables. On PostgreSQL
 * an advisory lock of the session, for SQLite a locked file beside the database's.
 */
final class DatabaseLock implements AutoCloseable {
  /** Any number that is always the same: "tidemark" in ASCII. */
  private static final long KEY = 0x746964656d61726bL;

  private final Resource held;

  private DatabaseLock(Resource held) {
    this.held = held;
  }

  /** What is closed to give the lock back. */
  @FunctionalInterface
  private interface Resource {
    void close() throws SQLException, IOException;
  }

  /**
   * Takes the lock.
   *
   * @throws SettingsException if another run has it
   */
  static DatabaseLock take(DatabaseTarget target, SqlDialect dialect) {
    try {
      return new DatabaseLock(dialect == SqlDialect.POSTGRESQL ? session(target) : file(target));
    } catch (SQLException | IOException e) {
      throw target.unusable(e);
    }
  }

  private static Resource session(DatabaseTarget target) throws SQLException {
    Connection connection = target.source().getConnection();
    try (Statement statement = connection.createStatement();
        ResultSet locked = statement.executeQuery("SELECT pg_try_advisory_lock(" + KEY + ")")) {
      if (locked.next() && locked.getBoolean(1)) {
        return connection::close;
      }
    }
    connection.close();
    throw taken(target);
  }

  /** The file stays: who deletes it might delete the one that the next run has just locked. */
  private static Resource file(DatabaseTarget target) throws SQLException, IOException {
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
  public void close() throws SQLException, IOException {
    held.close();
  }
}
