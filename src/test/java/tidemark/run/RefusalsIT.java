package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;

/** Bad input gets one line, before any load. */
class RefusalsIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "db.workers, 0",
    "db.workers, -1",
    "db.workers, 10001",
    "db.workers, three",
    "db.seconds, 0",
    "db.backend, oracle",
    "db.wrokers, 3",
    "db, 3",
    "envFile, missing.env",
    "run.dir, /proc/nowhere",
    "db.url, jdbc:mysql://host/db",
    "db.url, jdbc:postgresql://me:hidden@host/db",
    "db.url, 'jdbc:postgresql://127.0.0.1:1?user=a&password=hidden'",
    "chat.vsu, 3",
    "db.url, jdbc:sqlite:/nowhere/at/all/file.sqlite",
    "db.url, jdbc:postgresql://127.0.0.1:1/nobody",
    "db.url, 'jdbc:sqlite:'",
    "db.url, 'jdbc:sqlite:file:'",
    "db.url, 'jdbc:sqlite:file:?cache=shared'",
    "db.url, 'jdbc:sqlite:bank.sqlite?busy_timeout=soon'",
  })
  void aBadValueIsOneLineThatNamesItsKey(String key, String value) {
    refused(Map.of(key, value), key);
  }

  @Test
  void aBackendThatContradictsTheUrlIsRefused() {
    refused(
        Map.of("db.backend", "sqlite", "db.url", "jdbc:postgresql://localhost/db"), "db.backend");
  }

  @Test
  void anIsolationThatSqliteDoesNotKnowIsRefused() {
    refused(Map.of("db.isolation", "read_committed"), "db.isolation");
  }

  @Test
  void anEngineThatSqliteDoesNotHaveIsRefused() {
    assertThat(refused(Map.of("db.engine", "async"), "db.engine").get(0))
        .contains("jdbc for SQLite", "no asynchronous driver", "db.backend = postgresql");
  }

  @Test
  void whatTheAsynchronousEngineDoesNotKnowOfAUrlIsRefused() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      String url = database.url() + "?socketTimeout=5";
      Map<String, String> settings =
          Map.of("db.url", url, "db.user", database.user(), "db.engine", "async");
      assertThat(refused(settings, "db.url").get(0))
          .contains("db.engine = async", "socketTimeout", "allowed: db.engine = jdbc");
    }
  }

  @Test
  void aThresholdForARoleWithoutUsersIsRefused() {
    refused(
        Map.of("gate.roles.reader.p95Millis", "50", "db.weight.reader", "0"),
        "gate.roles.reader.p95Millis");
  }

  @Test
  void aFolderThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(Map.of("run.dir", file.resolve("below").toString()), "run.dir");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text.sqlite"), "no database ".repeat(100));
    refused(Map.of("db.url", "jdbc:sqlite:" + file), "db.url");
  }

  /** The tables that the pool was to work on are gone again. */
  @Test
  void moreConnectionsThanTheServerGivesIsRefusedAndLeavesNothing() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      String url = database.url() + "?user=" + database.user() + "&password=hidden-word";
      List<String> lines = refused(Map.of("db.url", url, "db.pool.max", "300"), "db.url");
      assertThat(lines.toString()).contains("300").doesNotContain("hidden-word");
      assertThat(database.number("SELECT COUNT(*) FROM pg_tables WHERE tablename LIKE 'tidemark%'"))
          .isZero();
    }
  }

  private List<String> refused(Map<String, String> settings, String key) {
    try (ForkedRun run = ForkedRun.start(folder, settings)) {
      assertThat(run.exitCode()).isEqualTo(1);
      List<String> lines = run.consoleLines();
      assertThat(lines).as(run.console()).hasSize(1);
      assertThat(lines.get(0)).startsWith("Tidemark: ").contains(key);
      assertThat(lines.get(0)).doesNotContain("hidden");
      assertThat(folder.resolve("target/gatling")).doesNotExist();
      assertThat(folder.resolve("target/tidemark").toFile().list()).isNullOrEmpty();
      return lines;
    }
  }
}
