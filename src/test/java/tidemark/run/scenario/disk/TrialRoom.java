package tidemark.run.scenario.disk;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import tidemark.run.scenario.CaseSite;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.sql.jdbc.SqliteSource;

/**
 * Where a trial is: a folder on a disk of its own, in a JVM of its own.
 *
 * @param folder empty; what is left there goes with the JVM
 * @param sqlite how SQLite files are opened
 * @param binaries the folder of PostgreSQL's programs; empty where there are none
 */
record TrialRoom(Path folder, SqliteSource sqlite, Path binaries) {
  /** Those who write wait for one another: how long, where users say less, is not what is tried. */
  static final Duration LOCK_WAIT = Duration.ofSeconds(10);

  private static final Duration ACQUIRE = Duration.ofSeconds(2);
  private static final Duration STATEMENTS = Duration.ofSeconds(20);

  /** A site on a database in the room. */
  CaseSite site(DataSource source, SqlDialect dialect) {
    return new CaseSite(
        source,
        dialect,
        connections -> new JdbcSettings(connections, ACQUIRE, STATEMENTS, Optional.empty()));
  }

  /** What a server in the room has said: the file goes with the room. */
  Path serverLog() {
    return folder.resolve("postgresql.log");
  }

  /** Shows that, if there is one. */
  void printLogs(PrintStream out) throws IOException {
    if (Files.exists(serverLog())) {
      Files.copy(serverLog(), out);
    }
  }

  /** For another JVM's {@link #parse}. */
  List<String> arguments() {
    return List.of(
        folder.toString(),
        sqlite.journalMode(),
        sqlite.synchronous(),
        Long.toString(sqlite.busyTimeout().toMillis()),
        binaries.toString());
  }

  static TrialRoom parse(List<String> arguments) {
    return new TrialRoom(
        Path.of(arguments.get(0)),
        new SqliteSource(
            arguments.get(1),
            arguments.get(2),
            Duration.ofMillis(Long.parseLong(arguments.get(3)))),
        Path.of(arguments.get(4)));
  }
}
