package tidemark.run.scenario.memory;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;
import tidemark.run.scenario.CaseCall;
import tidemark.sql.Plan;
import tidemark.sql.Rows;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.JdbcEngine;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.sql.jdbc.PostgresqlSource;

/**
 * Reads a large result in a JVM of its own, and says in one line what came of it. It is told by its
 * standard input what to read, and ends when that ends: so it never outlives who has started it,
 * and a password stands on no command line.
 */
final class CursorReader {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final long expected;
  private final String pattern;
  private long rows;
  private long wrong;
  private long bytes;

  private CursorReader(CursorTask task) {
    expected = task.rows();
    pattern = "%0" + CursorTask.PIECE + "d";
  }

  /** Reads, and prints a {@link CursorResult}. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    DataInputStream in = new DataInputStream(System.in);
    CursorTask task = CursorTask.read(in);
    endWith(in);
    try (SqlEngine engine = JdbcEngine.open(source(task), task.dialect(), settings())) {
      CursorReader read = CaseCall.get(engine, plan(task), task);
      System.out.println(new CursorResult(read.rows, read.wrong, read.bytes, peak(), max()).line());
    }
  }

  private static void endWith(InputStream in) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (in.read() >= 0) {}
              } catch (IOException e) {
                // over, too
              }
              Runtime.getRuntime().halt(1);
            });
    watch.setDaemon(true);
    watch.start();
  }

  private static DataSource source(CursorTask task) {
    if (task.dialect() == SqlDialect.POSTGRESQL) {
      return new PostgresqlSource(task.user(), task.password(), Duration.ZERO).of(task.url());
    }
    SQLiteDataSource file = new SQLiteDataSource();
    file.setUrl(task.url());
    return file;
  }

  private static JdbcSettings settings() {
    return new JdbcSettings(1, LONGEST, LONGEST, Optional.empty());
  }

  private static Plan<CursorTask, CursorReader> plan(CursorTask task) {
    return Plan.<CursorTask, CursorReader>of("read", CursorReader::new).beginReading().stream(
            task.dialect().file("memory").get("rows"),
            task.fetchSize(),
            (reader, params) -> params.integer(reader.expected),
            CursorReader::read)
        .commit()
        .build();
  }

  /** Each row is its number, with leading zeros, again and again. */
  private void read(Rows result) {
    while (result.next()) {
      rows++;
      String text = result.text(2);
      boolean right =
          result.integer(1) == rows
              && text.equals(pattern.formatted(rows).repeat(CursorTask.PIECES));
      wrong += right ? 0 : 1;
      bytes += text.length();
    }
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static long max() {
    return Runtime.getRuntime().maxMemory();
  }
}
