package tidemark.run.scenario.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.error.ErrorKind;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.CaseTrial;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFailure;
import tidemark.testdb.PggitStandIn;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.Commit;
import tidemark.workload.CommitAttempt;
import tidemark.workload.CommitIds;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;
import tidemark.workload.PggitCommitLog;

/** The cases of what is large on real databases, and what must trip them. */
class MemoryCasesIT {
  private static final String TAG = "tidemark_test";
  private static final long SEED = 7;

  @TempDir Path folder;

  private static CommitPlace place(CommitLog log) {
    return new CommitPlace(log, TAG, 10);
  }

  private static void assertPassed(ScenarioResult result) {
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @EnumSource
  void aTableGrowsToTheLimitOfItsDatabase(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      ScenarioResult result =
          CaseTrial.PATIENT.of(database, log, new MemoryColumns(place(log), 100, SEED));

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
      ScenarioResult result =
          CaseTrial.PATIENT.of(database, log, new MemoryMessages(place(log), 30, 16, SEED));

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
      ScenarioResult result =
          CaseTrial.PATIENT.of(database, log, new MemoryIds(place(log), 205, 20_000));

      assertPassed(result);
      assertThat(result.figures()).containsEntry("commits", 205L).containsEntry("made", 20_000);
    }
  }

  @Test
  void theExtensionToo() throws SQLException {
    try (TestDatabase database = pggit(PggitStandIn.Defect.NONE)) {
      CommitLog log = new PggitCommitLog();

      ScenarioResult columns =
          CaseTrial.PATIENT.of(database, log, new MemoryColumns(place(log), 1590, SEED));
      assertPassed(columns);
      assertThat(columns.figures()).containsEntry("first_version", "1.0.0");
      assertPassed(CaseTrial.PATIENT.of(database, log, new MemoryIds(place(log), 55, 100)));
      ScenarioResult messages =
          CaseTrial.PATIENT.of(database, log, new MemoryMessages(place(log), 20, 16, SEED));
      assertPassed(messages);
      assertThat(messages.figures()).containsEntry("largest_bytes", 10_000);
    }
  }

  private TestDatabase pggit(PggitStandIn.Defect defect) throws SQLException {
    TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
    PggitStandIn.install(database, defect);
    return database;
  }

  /** What the extension's function answers, where the version should be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT p_name, '1.0.0' WHERE false | the table has no version",
        "SELECT p_name, NULL::text | the table has no version",
        "SELECT p_name, 'none' | the table has no version",
        "VALUES (p_name, '1.0.0'), (p_name, '1.0.1') | more than one version: [1.0.0, 1.0.1]",
      })
  void aTableWithoutItsVersionFails(String answer, String why) throws SQLException {
    try (TestDatabase database = pggit(PggitStandIn.Defect.NONE)) {
      database.execute(
          "CREATE OR REPLACE FUNCTION pggit.get_version(p_name TEXT)"
              + " RETURNS TABLE (full_name TEXT, version_string TEXT) LANGUAGE sql AS $$ "
              + answer
              + " $$");
      CommitLog log = new PggitCommitLog();

      assertFailed(
          CaseTrial.PATIENT.of(database, log, new MemoryColumns(place(log), 10, SEED)), why);
    }
  }

  @Test
  void aFunctionThatHandsOutAnIdTwiceFails() throws SQLException {
    try (TestDatabase database = pggit(PggitStandIn.Defect.DUPLICATE_ID)) {
      CommitLog log = new PggitCommitLog();

      assertFailed(
          CaseTrial.PATIENT.of(database, log, new MemoryIds(place(log), 20, 0)),
          "ids handed out twice");
    }
  }

  /** Of ten ids that follow one another, nine have been there before. */
  @Test
  void aMakerOfIdsThatRepeatsItselfFails() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      CommitIds repeats = (parent, commit) -> commit.message().replaceFirst("\\d$", "");
      CommitLog log = new OtherIds(new BuiltinCommitLog(SqlDialect.SQLITE), repeats);

      assertFailed(
          CaseTrial.PATIENT.of(database, log, new MemoryIds(place(log), 20, 100)),
          "ids made twice: 90");
    }
  }

  /** A log that says that its ids come from elsewhere. */
  private record OtherIds(CommitLog log, CommitIds maker) implements CommitLog {
    @Override
    public void prepare(Connection connection) throws SQLException {
      log.prepare(connection);
    }

    @Override
    public Plan.Builder<Commit, CommitAttempt> commit(Plan.Builder<Commit, CommitAttempt> plan) {
      return log.commit(plan);
    }

    @Override
    public Sql stored() {
      return log.stored();
    }

    @Override
    public Optional<CommitIds> ids() {
      return Optional.of(maker);
    }

    @Override
    public ErrorKind kind(SqlFailure failure) {
      return log.kind(failure);
    }
  }

  /** The database cuts what is longer than 64 K characters, as some column types do. */
  @ParameterizedTest
  @EnumSource
  void aStoreThatTruncatesFails(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      new CommitTables(database.source(), log).create();
      database.execute(truncating(dialect));

      assertFailed(
          CaseTrial.PATIENT.of(database, new MemoryMessages(place(log), 0, 1, SEED)),
          "messages altered: 4");
    }
  }

  private static String truncating(SqlDialect dialect) {
    return dialect == SqlDialect.SQLITE
        ? """
          CREATE TRIGGER cuts AFTER INSERT ON tidemark_commit BEGIN
            UPDATE tidemark_commit SET message = substr(message, 1, 65536) WHERE id = NEW.id;
          END
          """
        : """
          CREATE FUNCTION cuts() RETURNS TRIGGER LANGUAGE plpgsql AS $$
            BEGIN NEW.message := left(NEW.message, 65536); RETURN NEW; END $$;
          CREATE TRIGGER cuts BEFORE INSERT ON tidemark_commit
            FOR EACH ROW EXECUTE FUNCTION cuts()
          """;
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE tidemark_commit_wide SET c2 = c2 - 1 WHERE c1 = 1, 1 of 2 rows are whole",
    "IF NOT EXISTS (SELECT FROM pg_attribute WHERE attname = 'more') THEN"
        + " ALTER TABLE tidemark_commit_wide ADD more INTEGER; END IF, has 201 columns",
    "RAISE EXCEPTION 'no', 'refused, but not for their number'",
  })
  void aTableThatDoesNotGrowAsItShouldFails(String whenItGrows, String why) throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      database.execute(
          """
          CREATE FUNCTION grows() RETURNS EVENT_TRIGGER LANGUAGE plpgsql AS $$ BEGIN
            %s;
          END $$
          """
              .formatted(whenItGrows),
          "CREATE EVENT TRIGGER grows ON ddl_command_end WHEN TAG IN ('ALTER TABLE')"
              + " EXECUTE FUNCTION grows()");
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);

      assertFailed(
          CaseTrial.PATIENT.of(database, log, new MemoryColumns(place(log), 100, SEED)), why);
    }
  }

  private static void assertFailed(ScenarioResult result, String why) {
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.FAIL);
    assertThat(result.observed()).contains(why);
  }
}
