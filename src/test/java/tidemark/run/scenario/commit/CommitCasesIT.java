package tidemark.run.scenario.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseQueue;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.StubCase;
import tidemark.settings.Places;
import tidemark.settings.SettingsException;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.JdbcSettings;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.testdb.PggitStandIn;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.Commit;
import tidemark.workload.CommitAttempt;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;
import tidemark.workload.PggitCommitLog;
import tidemark.workload.SqlCommitLog;

/** The cases of commits on real databases, and what must trip them. */
class CommitCasesIT {
  @TempDir Path folder;

  private static CaseSite site(TestDatabase database) {
    return new CaseSite(
        database.source(),
        database.dialect(),
        connections ->
            new JdbcSettings(
                connections, Duration.ofSeconds(10), Duration.ofSeconds(10), Optional.empty()));
  }

  private static CommitPlace place(CommitLog log) {
    return new CommitPlace(log, "tidemark_test", 10);
  }

  private static ScenarioResult result(TestDatabase database, CommitLog log, Case tried)
      throws SQLException {
    new CommitTables(database.source(), log).create();
    CaseQueue queue = new CaseQueue(List.of(tried), () -> site(database));
    queue.run();
    return queue.results().get(0);
  }

  private static void assertPassed(ScenarioResult result, long commits) {
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
      ScenarioResult result = result(database, log, new ConcurrentCommits(place(log), 30));

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

      assertPassed(result(database, log, CommitStreak.rapid(place(log), 50)), 50);
      assertThat(
              database.number("SELECT COUNT(*) FROM tidemark_commit WHERE id LIKE '%_rapid_id_%'"))
          .isEqualTo(50);
      assertPassed(result(database, log, CommitStreak.sequential(place(log), 50)), 50);
    }
  }

  /** What a user may set, on each database; the second forgets the end of a message. */
  @ParameterizedTest
  @CsvSource({
    "SQLITE, message, PASS, ''",
    "POSTGRESQL, message, PASS, ''",
    "POSTGRESQL, 'left(message, -3)', FAIL, messages altered: ",
  })
  void statementsOfTheUsersOwnAreCommittedBy(
      SqlDialect dialect, String readBack, Verdict verdict, String why) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      database.execute(
          "CREATE TABLE note (id "
              + (dialect == SqlDialect.SQLITE ? "INTEGER" : "BIGSERIAL")
              + " PRIMARY KEY, branch TEXT, message TEXT, named TEXT UNIQUE)");
      CommitLog log =
          sqlLog(
              "INSERT INTO note (branch, message, named) VALUES (?, ?, NULLIF(?, ''))"
                  + " RETURNING COALESCE(named, CAST(id AS TEXT))",
              "SELECT COALESCE(named, CAST(id AS TEXT)), %s FROM note WHERE message LIKE ?;"
                  .formatted(readBack));

      for (Case tried :
          List.of(
              new ConcurrentCommits(place(log), 20),
              CommitStreak.rapid(place(log), 20),
              new CommitDegradation(place(log), 2, 10))) {
        ScenarioResult result = result(database, log, tried);
        assertThat(result.verdict()).as(result.observed()).isEqualTo(verdict);
        assertThat(result.observed()).contains(why);
      }
      assertThat(database.number("SELECT COUNT(*) FROM note WHERE named LIKE '%_rapid_id_%'"))
          .isEqualTo(20);
      new CommitTables(database.source(), log).drop();
      assertThat(database.number("SELECT COUNT(*) FROM note")).isEqualTo(100);
    }
  }

  private CommitLog sqlLog(String commit, String stored) {
    return new SqlCommitLog(
        new Places(folder)
            .property("db.commit.sql", commit)
            .property("db.commit.storedSql", stored)
            .load());
  }

  /** Each of them is refused by its key before anything is committed. */
  @ParameterizedTest
  @EnumSource
  void statementsOfAnotherShapeAreRefused(SqlDialect dialect) throws SQLException {
    String insert = "INSERT INTO note (branch, message, id) VALUES (?, ?, ?)";
    String select = "SELECT id, message FROM note WHERE message LIKE ?";
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      database.execute("CREATE TABLE note (branch TEXT, message TEXT, id TEXT)");
      for (String commit :
          List.of(
              "",
              insert,
              "INSERT INTO note (branch, message) VALUES (?, ?) RETURNING id",
              insert + " RETURNING id; DELETE FROM note",
              insert.replace("note", "nowhere") + " RETURNING id",
              "INSERT ? ? ?")) {
        assertRefused(database, sqlLog(commit, select), "db.commit.sql = ", "three parameters");
      }
      for (String stored :
          List.of("", "SELECT id FROM note WHERE message LIKE ?", "SELECT id, message FROM note")) {
        CommitLog log = sqlLog(insert + " RETURNING id", stored);
        assertRefused(database, log, "db.commit.storedSql = ", "id and message");
      }
      new CommitTables(database.source(), sqlLog(insert + " RETURNING id", select)).create();
      assertThat(database.number("SELECT COUNT(*) FROM note")).isZero();
    }
  }

  private static void assertRefused(
      TestDatabase database, CommitLog log, String start, String allowed) {
    assertThatThrownBy(() -> new CommitTables(database.source(), log).create())
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(start)
        .hasMessageContaining("allowed: one ")
        .hasMessageContaining(allowed)
        .hasMessageNotContaining("\n");
  }

  /** Each commit of a branch has the one before it as its parent. */
  @ParameterizedTest
  @EnumSource
  void commitsOfABranchAreAChain(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      result(database, log, new ConcurrentCommits(place(log), 20));

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
      ScenarioResult result = result(database, log, new CommitDegradation(place(log), 4, 20));

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
      result(database, log, new ConcurrentCommits(place(log), 10));
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

  @Test
  void theExtensionIsCommittedTo() throws SQLException {
    try (TestDatabase database = pggit(PggitStandIn.Defect.NONE)) {
      PggitCommitLog log = new PggitCommitLog();

      assertPassed(result(database, log, new ConcurrentCommits(place(log), 20)), 20);
      assertPassed(result(database, log, CommitStreak.rapid(place(log), 20)), 20);
      assertThat(
              database.number(
                  "SELECT COUNT(*) FROM pggit.commits WHERE branch LIKE 'tidemark_test_%_branch_%'"))
          .isEqualTo(60);
    }
  }

  private TestDatabase pggit(PggitStandIn.Defect defect) throws SQLException {
    TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
    PggitStandIn.install(database, defect);
    return database;
  }

  @ParameterizedTest
  @CsvSource({
    "DUPLICATE_ID, ids handed out twice",
    "TRUNCATES, messages altered",
    "FORGETS, acknowledged commits lost",
  })
  void aCommitFunctionWithADefectFails(PggitStandIn.Defect defect, String why) throws SQLException {
    try (TestDatabase database = pggit(defect)) {
      PggitCommitLog log = new PggitCommitLog();

      for (Case tried :
          List.of(
              new ConcurrentCommits(place(log), 10),
              CommitStreak.sequential(place(log), 10),
              new CommitDegradation(place(log), 2, 10))) {
        ScenarioResult result = result(database, log, tried);
        assertThat(result.verdict()).as(tried.name()).isEqualTo(Verdict.FAIL);
        assertThat(result.observed()).contains(why);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"10001, '', message_too_long", "10, short, id_too_short"})
  void whatTheExtensionRefusesHasAName(int length, String id, String category) throws Exception {
    try (TestDatabase database = pggit(PggitStandIn.Defect.NONE);
        CaseSite site = site(database)) {
      PggitCommitLog log = new PggitCommitLog();
      Plan<Commit, CommitAttempt> plan =
          log.commit(Plan.<Commit, CommitAttempt>of("commit", CommitAttempt::new).begin())
              .commit()
              .build();
      Commit commit = new Commit("branch", "x".repeat(length), id);
      CaseCall.End<CommitAttempt> end = CaseCall.submit(site.engine(1), plan, commit).get();

      assertThat(end.failure().map(log::kind).orElseThrow().category()).isEqualTo(category);
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
      CaseQueue queue =
          new CaseQueue(List.of(new ConcurrentCommits(place(log), 10)), () -> site(database));
      queue.run();

      ScenarioResult result = queue.results().get(0);
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
        ScenarioResult result = result(database, log, new ConcurrentCommits(place(log), 20));

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
      CaseQueue queue =
          new CaseQueue(List.of(new ConcurrentCommits(place(log), 10)), () -> site(database));
      queue.run();

      assertThat(queue.results().get(0).observed()).startsWith("tables without their commit");
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
      CaseQueue queue = new CaseQueue(List.of(stuck), () -> site(database));
      queue.run();

      assertThat(queue.results().get(0).observed()).contains("limit of 500 ms");
      assertThat(queue.results().get(0).seconds()).isLessThan(6);
      assertThat(
              database.number(
                  "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%'"
                      + " AND datname = current_database() AND state = 'active'"
                      + " AND pid <> pg_backend_pid()"))
          .isZero();
    }
  }
}
