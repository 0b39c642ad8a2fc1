package tidemark.run.scenario.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseTrial;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.StubCase;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;

/** The cases of commits on real databases, and what must trip them. */
class CommitCasesIT {
  @TempDir Path folder;

  private static CommitPlace place(CommitLog log) {
    return new CommitPlace(log, "tidemark_test", 10);
  }

  static void assertPassed(ScenarioResult result, long commits) {
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
    assertThat(result.figures())
        .containsEntry("commits", commits)
        .containsEntry("duplicate_ids", 0L)
        .containsEntry("lost", 0L)
        .containsEntry("phantom", 0L)
        .containsEntry("errors", Map.of())
        .containsKeys("total_ms", "mean_ms", "median_ms", "max_ms", "commits_per_second");
  }

  @ParameterizedTest
  @EnumSource
  void manyConnectionsEachMakeATableAndCommit(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      ScenarioResult result =
          CaseTrial.PATIENT.of(database, log, new ConcurrentCommits(place(log), 30));

      assertPassed(result, 30);
      assertThat(result.figures()).containsEntry("torn", 0L);
      assertThat(database.number("SELECT COUNT(*) FROM tidemark_commit")).isEqualTo(40);
      assertThat(database.number("SELECT COUNT(*) FROM tidemark_commit_branch")).isEqualTo(10);
      database.execute("INSERT INTO tidemark_commit_table_29 VALUES (1)");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreakIsAllThere(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);

      assertPassed(CaseTrial.PATIENT.of(database, log, CommitStreak.rapid(place(log), 50)), 50);
      assertThat(
              database.number("SELECT COUNT(*) FROM tidemark_commit WHERE id LIKE '%_rapid_id_%'"))
          .isEqualTo(50);
      assertPassed(
          CaseTrial.PATIENT.of(database, log, CommitStreak.sequential(place(log), 50)), 50);
    }
  }

  /** Each commit of a branch has the one before it as its parent. */
  @ParameterizedTest
  @EnumSource
  void commitsOfABranchAreAChain(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      CaseTrial.PATIENT.of(database, log, new ConcurrentCommits(place(log), 20));

      assertThat(
              database.number(
                  "SELECT COUNT(*) FROM tidemark_commit one JOIN tidemark_commit parent"
                      + " ON parent.id = one.parent AND parent.branch = one.branch"))
          .isEqualTo(20);
      assertThat(
              database.number(
                  "SELECT COUNT(*) FROM tidemark_commit_branch JOIN tidemark_commit"
                      + " ON id = head AND branch = name"
                      + " WHERE id NOT IN (SELECT parent FROM tidemark_commit)"))
          .isEqualTo(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachBatchIsReportedAndTheFirstLeftOut(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      ScenarioResult result =
          CaseTrial.PATIENT.of(database, log, new CommitDegradation(place(log), 4, 20));

      assertThat(result.figures())
          .containsEntry("commits", 80L)
          .containsKeys("growth", "slope_ms")
          .hasEntrySatisfying("batch_ms", batches -> assertThat((List<?>) batches).hasSize(4));
      assertThat(database.number("SELECT COUNT(*) FROM tidemark_commit")).isEqualTo(110);
    }
  }

  /** What commits had made is gone, and what others have made is not. */
  @ParameterizedTest
  @EnumSource
  void theTablesAreDropped(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      database.execute(
          "CREATE TABLE tidemark_committee (id INTEGER)",
          "CREATE TABLE tidemarkxcommit (id INTEGER)");
      CommitLog log = new BuiltinCommitLog(dialect);
      CaseTrial.PATIENT.of(database, log, new ConcurrentCommits(place(log), 10));
      CommitTables tables = new CommitTables(database.source(), log);
      tables.drop();
      tables.create();

      assertThat(
              database.number(
                  dialect == SqlDialect.SQLITE
                      ? "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"
                      : "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"))
          .isEqualTo(4);
    }
  }

  /** The fewest that may succeed is a bound: the half of the connections is not enough. */
  @Test
  void tooManyFailuresFail() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
      new CommitTables(database.source(), log).create();
      for (int i = 0; i < 5; i++) {
        database.execute(CommitTables.create(i).text());
      }
      ScenarioResult result = CaseTrial.PATIENT.of(database, new ConcurrentCommits(place(log), 10));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed()).contains("too few commits succeeded");
      assertThat(result.figures())
          .containsEntry("succeeded", 5L)
          .containsEntry("errors", Map.of("sqlstate_42P07", 5L));
    }
  }

  /** A server that has fewer connections refuses the others, each of which is a failure. */
  @ParameterizedTest
  @CsvSource({"18, PASS", "12, FAIL"})
  void aConnectionThatIsRefusedIsACommitThatFailed(int limit, Verdict verdict) throws SQLException {
    try (TestDatabase superuser = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      superuser.execute(
          "CREATE ROLE limited LOGIN CONNECTION LIMIT " + limit,
          "GRANT CREATE ON SCHEMA public TO limited");
      TestDatabase database =
          new TestDatabase(
              SqlDialect.POSTGRESQL,
              new PostgresqlSource("limited", "", Duration.ofSeconds(2)).of(superuser.url()),
              superuser.url(),
              "limited");
      try {
        CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
        ScenarioResult result =
            CaseTrial.PATIENT.of(database, log, new ConcurrentCommits(place(log), 20));

        assertThat(result.verdict()).as(result.observed()).isEqualTo(verdict);
        assertThat(result.figures())
            .containsEntry("commits", 20L)
            .containsEntry("succeeded", (long) limit)
            .containsEntry("errors", Map.of("too_many_connections", 20L - limit));
      } finally {
        superuser.execute("DROP OWNED BY limited", "DROP ROLE limited");
      }
    }
  }

  /** Tables that are there although their commit failed are a transaction that was torn. */
  @Test
  void aTableWithoutItsCommitFails() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
      new CommitTables(database.source(), log).create();
      database.execute(CommitTables.create(0).text());
      ScenarioResult result = CaseTrial.PATIENT.of(database, new ConcurrentCommits(place(log), 10));

      assertThat(result.observed()).startsWith("tables without their commit");
    }
  }

  /** A server that does not answer holds no case beyond its limit, and is left alone then. */
  @Test
  void aStatementThatHangsEndsWithItsCase() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      Plan<String, String> sleep =
          Plan.<String, String>of("sleep", name -> name)
              .query(new Sql("sleep", "SELECT pg_sleep(600)"), (state, rows) -> rows.any())
              .build();
      Case stuck =
          new StubCase(
              "stuck",
              Duration.ofMillis(500),
              site -> {
                SqlEngine engine = site.engine(2);
                CaseCall.submit(engine, sleep, "").get();
                return Observation.skipped("");
              });
      ScenarioResult result = CaseTrial.PATIENT.of(database, stuck);

      assertThat(result.observed()).contains("limit of 500 ms");
      assertThat(result.seconds()).as("with what it opened, which is cut off").isLessThan(15);
      assertThat(
              database.number(
                  "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%'"
                      + " AND datname = current_database() AND state = 'active'"
                      + " AND pid <> pg_backend_pid()"))
          .isZero();
    }
  }
}
