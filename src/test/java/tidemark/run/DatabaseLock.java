package tidemark.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
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
      throw new SettingsException(
          "db.url = %s cannot be used: %s".formatted(target.shownUrl(), DatabaseTarget.oneLine(e)));
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

  private static Resource file(DatabaseTarget target) throws IOException {
    Path file = Path.of(target.sqliteFile() + ".tidemark-lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
    return () -> {
      Files.deleteIfExists(file);
      channel.close();
    };
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
