package tidemark.run.scenario.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.CaseTrial;
import tidemark.settings.Places;
import tidemark.settings.SettingsException;
import tidemark.sql.Plan;
import tidemark.sql.SqlDialect;
import tidemark.testdb.PggitStandIn;
import tidemark.testdb.TestDatabase;
import tidemark.workload.Commit;
import tidemark.workload.CommitAttempt;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;
import tidemark.workload.PggitCommitLog;
import tidemark.workload.SqlCommitLog;

/** What else may commit: the user's own statements, an extension; and what must trip them. */
class CommitTargetsIT {
  @TempDir Path folder;

  private static CommitPlace place(CommitLog log) {
    return new CommitPlace(log, "tidemark_test", 10);
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
              new CommitDegradation(place(log), 10, 10))) {
        ScenarioResult result = CaseTrial.PATIENT.of(database, log, tried);
        assertThat(result.verdict()).as(result.observed()).isEqualTo(verdict);
        assertThat(result.observed()).contains(why);
      }
      assertThat(database.number("SELECT COUNT(*) FROM note WHERE named LIKE '%_rapid_id_%'"))
          .isEqualTo(20);
      new CommitTables(database.source(), log).drop();
      assertThat(database.number("SELECT COUNT(*) FROM note")).isEqualTo(180);
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

  @Test
  void theExtensionIsCommittedTo() throws SQLException {
    try (TestDatabase database = pggit(PggitStandIn.Defect.NONE)) {
      PggitCommitLog log = new PggitCommitLog();

      CommitCasesIT.assertPassed(
          CaseTrial.PATIENT.of(database, log, new ConcurrentCommits(place(log), 20)), 20);
      CommitCasesIT.assertPassed(
          CaseTrial.PATIENT.of(database, log, CommitStreak.rapid(place(log), 20)), 20);
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
        ScenarioResult result = CaseTrial.PATIENT.of(database, log, tried);
        assertThat(result.verdict()).as(tried.name()).isEqualTo(Verdict.FAIL);
        assertThat(result.observed()).contains(why);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"10001, '', message_too_long", "10, short, id_too_short"})
  void whatTheExtensionRefusesHasAName(int length, String id, String category) throws Exception {
    try (TestDatabase database = pggit(PggitStandIn.Defect.NONE);
        CaseSite site = CaseTrial.PATIENT.site(database)) {
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
}
