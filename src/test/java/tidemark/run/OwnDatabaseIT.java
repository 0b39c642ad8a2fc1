package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.sql.SqlDialect;
import tidemark.target.PostgresServer;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/** A database that is named by its URL: used, cleaned up, and by one run at a time. */
class OwnDatabaseIT {
  @TempDir Path folder;

  private static Map<String, String> settings(TestDatabase database, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.url", database.url());
    settings.put("db.user", database.user());
    settings.put("db.seconds", "1");
    settings.put("load.warmup", "0");
    settings.put("db.sqlite.synchronous", "normal");
    return ForkedRun.with(settings, more);
  }

  @ParameterizedTest
  @EnumSource
  void itsTablesAreDroppedAtTheEnd(SqlDialect dialect) throws SQLException {
    TestDatabase database = TestDatabase.of(dialect, folder);
    database.execute("CREATE TABLE somebody_elses (id INTEGER)");
    try (ForkedRun run = ForkedRun.start(folder, settings(database))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(tables(database)).containsExactly("somebody_elses");
      assertThat(run.summary().at("/database/backend").asText()).isEqualTo(dialect.id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsTablesStayWhenTheyAreToBeKept(SqlDialect dialect) throws SQLException {
    TestDatabase database = TestDatabase.of(dialect, folder);
    Map<String, String> kept = settings(database, "db.keep", "true");
    try (ForkedRun first = ForkedRun.start(folder, kept)) {
      assertThat(first.exitCode()).as(first.console()).isZero();
    }
    assertThat(tables(database)).contains("tidemark_account", "tidemark_ledger");
    try (ForkedRun second = ForkedRun.start(folder, kept)) {
      assertThat(second.exitCode()).as(second.console()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondRunAtTheSameTimeIsRefused(SqlDialect dialect) throws Exception {
    TestDatabase database = TestDatabase.of(dialect, folder);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    // Its users pause: they have the lock, and the others the processors.
    Map<String, String> lasting = settings(database, "db.seconds", "10m", "db.thinkTime", "1m");
    try (ForkedRun first = ForkedRun.start(folder, lasting)) {
      first.working();
      assertRefused(ForkedRun.start(elsewhere, settings(database)));
      if (dialect == SqlDialect.SQLITE) {
        Path file = Path.of(database.url().substring("jdbc:sqlite:".length()));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link.sqlite"), file);
        Map<String, String> byLink = settings(database, "db.url", "jdbc:sqlite:file:" + link);
        assertRefused(ForkedRun.start(elsewhere, byLink));
      }
      first.process().destroy();
      first.exitCode();
      assertThat(first.summary().at("/database/audit/ok").asBoolean()).isTrue();
    }
  }

  private static void assertRefused(ForkedRun second) {
    try (second) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.console()).contains("another run of Tidemark is working there");
    }
  }

  /** The driver looks it up in a file: it is not told an empty one instead. */
  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "async"})
  void aPasswordMayStandInThePasswordFile(String engine) throws Exception {
    try (PostgresServer server = PostgresServer.start(folder.resolve("server"), 20)) {
      execute(server, "ALTER USER postgres PASSWORD 'hidden-word'");
      Path rules = folder.resolve("server/pg_hba.conf");
      Files.writeString(rules, "host all all all scram-sha-256\n");
      execute(server, "SELECT pg_reload_conf()");
      Path passwords = Files.writeString(folder.resolve("pgpass"), "*:*:*:*:hidden-word\n");
      Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
      List<String> command =
          ForkedRun.command(
              Map.of(
                  "db.url",
                  server.url() + "?user=postgres",
                  "db.engine",
                  engine,
                  "db.seconds",
                  "1",
                  "load.warmup",
                  "0",
                  "db.workers",
                  "1"));
      try (ForkedRun run =
          ForkedRun.start(folder, command, Map.of("PGPASSFILE", passwords.toString()))) {
        assertThat(run.exitCode()).as(run.console()).isZero();
        assertThat(run.console()).doesNotContain("hidden-word");
      }
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** It comes when the load is over and the audit waits: it need not wait for that. */
  @Test
  void aSignalDuringTheLastAuditFailsTheRunInTime() throws Exception {
    TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
    Map<String, String> settings =
        settings(database, "db.postgresql.lockTimeout", "10m", "db.timeout", "500ms");
    try (ForkedRun run = ForkedRun.start(folder, settings);
        Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      Await.until(
          "the roles write",
          () -> database.number("SELECT pg_relation_size(to_regclass('tidemark_ledger'))") > 0);
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL lock_timeout = 0");
      statement.execute("LOCK TABLE tidemark_account IN ACCESS EXCLUSIVE MODE");
      Await.until(
          "the audit waits",
          () ->
              database.number(
                      "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%SUM(amount)%'"
                          + " AND datname = current_database() AND wait_event_type = 'Lock'")
                  == 1);
      long sent = System.nanoTime();
      run.process().destroy();
      assertThat(run.exitCode()).isNotZero();
      assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(12));
      assertThat(run.summary().at("/failures").toString()).contains("signal", "audit impossible");
    }
    assertThat(tables(database)).contains("tidemark_account");
  }

  /** What a script would read is not there: that is no PASS. */
  @Test
  void aSummaryThatCannotBeWrittenFailsTheRun() throws Exception {
    TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder);
    try (ForkedRun run = ForkedRun.start(folder, settings(database))) {
      ForkedRun.until("the run begins", () -> Files.exists(run.runFolder()));
      Files.createDirectory(run.runFolder().resolve("summary.json.new"));
      assertThat(run.exitCode()).isNotZero();
      assertThat(run.console()).contains("FAIL  summary.json cannot be written");
    }
  }

  private static List<String> tables(TestDatabase database) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.source().getConnection();
        ResultSet tables =
            connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    return names;
  }
}
