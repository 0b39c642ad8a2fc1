package tidemark.run.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.testdb.PggitStandIn;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;
import tidemark.workload.PggitCommitLog;

/** The cases of what is large on real databases, and what must trip them. */
class MemoryCasesIT {
  private static final String TAG = "tidemark_test";
  private static final long SEED = 7;

  @TempDir Path folder;

  private static CaseSite site(TestDatabase database) {
    return new CaseSite(
        database.source(),
        database.dialect(),
        connections ->
            new JdbcSettings(
                connections, Duration.ofSeconds(10), Duration.ofSeconds(20), Optional.empty()));
  }

  private static ScenarioResult result(TestDatabase database, CommitLog log, Case tried)
      throws SQLException {
    new CommitTables(database.source(), log).create();
    CaseQueue queue = new CaseQueue(List.of(tried), () -> site(database));
    queue.run();
    return queue.results().get(0);
  }

  private static void assertPassed(ScenarioResult result) {
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @EnumSource
  void aTableGrowsToTheLimitOfItsDatabase(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      ScenarioResult result = result(database, log, new MemoryColumns(log, TAG, 100, SEED));

      assertPassed(result);
      boolean sqlite = dialect == SqlDialect.SQLITE;
      assertThat(result.figures()).containsEntry("columns", sqlite ? 2000 : 1600);
      assertThat(result.observed())
          .contains(
              sqlite
                  ? "sqlite_1, [SQLITE_ERROR] SQL error or missing database (too many columns"
                  : "sqlstate_54011, ERROR: tables can have at most 1600 columns");
      assertThat(database.number("SELECT COUNT(*) FROM tidemark_commit WHERE parent <> ''"))
          .as("a version for each width that held")
          .isEqualTo(sqlite ? 20 : 16);
    }
  }

  @ParameterizedTest
  @EnumSource
  void messagesComeBackAsTheyWere(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      ScenarioResult result = result(database, log, new MemoryMessages(log, TAG, 30, 16, SEED));

      assertPassed(result);
      String bytes =
          dialect == SqlDialect.SQLITE ? "LENGTH(CAST(message AS BLOB))" : "octet_length(message)";
      assertThat(database.number("SELECT MAX(" + bytes + ") FROM tidemark_commit"))
          .isEqualTo(16 << 20);
    }
  }

  @ParameterizedTest
  @EnumSource
  void idsAreUnique(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      ScenarioResult result = result(database, log, new MemoryIds(log, TAG, 205, 20_000));

      assertPassed(result);
      assertThat(result.figures()).containsEntry("commits", 205L).containsEntry("made", 20_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResultLargerThanTheHeapIsRead(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      ScenarioResult result = result(database, log, new MemoryCursor(128));

      assertPassed(result);
    }
  }

  @Test
  void withoutACursorItDoesNotFit() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
      ScenarioResult result = result(database, log, new MemoryCursor(128, 0));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed()).contains("OutOfMemoryError");
    }
  }

  @Test
  void aBackendWithoutMemoryLivesOn() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      ScenarioResult result =
          result(database, new BuiltinCommitLog(SqlDialect.POSTGRESQL), new MemoryBackend());

      assertPassed(result);
    }
  }

  @Test
  void theExtensionToo() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      PggitStandIn.install(database, PggitStandIn.Defect.NONE);
      CommitLog log = new PggitCommitLog();

      assertPassed(result(database, log, new MemoryColumns(log, TAG, 1590, SEED)));
      assertPassed(result(database, log, new MemoryMessages(log, TAG, 20, 16, SEED)));
      assertPassed(result(database, log, new MemoryIds(log, TAG, 55, 100)));
    }
  }
}
