package tidemark.sql.jdbc;

import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * How connections to an SQLite file are set up.
 *
 * @param journalMode {@code wal}, {@code delete}, {@code truncate}, {@code persist}, {@code memory}
 *     or {@code off}
 * @param synchronous {@code off}, {@code normal}, {@code full} or {@code extra}
 * @param busyTimeout longest wait for the write lock, to the millisecond
 */
public record SqliteSource(String journalMode, String synchronous, Duration busyTimeout) {
  /** Opens connections to this URL, foreign keys on. */
  public DataSource of(String url) {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setJournalMode(SQLiteConfig.JournalMode.valueOf(journalMode.toUpperCase(Locale.ROOT)));
    config.setPragma(SQLiteConfig.Pragma.SYNCHRONOUS, synchronous.toUpperCase(Locale.ROOT));
    config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  /** The same, but for connections that wait so long at least. */
  public SqliteSource waiting(Duration least) {
    return new SqliteSource(
        journalMode, synchronous, busyTimeout.compareTo(least) < 0 ? least : busyTimeout);
  }

  /**
   * Opens connections as that source does, under which the file grows to so many pages at most.
   *
   * @param source an SQLite one
   * @param wait longest for the write lock
   * @throws IllegalArgumentException if it is none
   */
  public static DataSource ofPages(DataSource source, long pages, Duration wait) {
    if (!(source instanceof SQLiteDataSource given)) {
      throw new IllegalArgumentException(source + " is no SQLite file");
    }
    SQLiteConfig config = new SQLiteConfig(given.getConfig().toProperties());
    config.setPragma(SQLiteConfig.Pragma.MAX_PAGE_COUNT, Long.toString(pages));
    config.setBusyTimeout(Math.toIntExact(wait.toMillis()));
    SQLiteDataSource limited = new SQLiteDataSource(config);
    limited.setUrl(given.getUrl());
    return limited;
  }
}
