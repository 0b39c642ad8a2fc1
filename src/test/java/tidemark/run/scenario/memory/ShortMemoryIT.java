package tidemark.run.scenario.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.CaseCall;
import tidemark.run.scenario.CaseTrial;
import tidemark.sql.Plan;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.testdb.PlantedConnection;
import tidemark.testdb.TestDatabase;
import tidemark.testdb.TestEngine;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;

/** The cases of memory that is short, the client's and the server's, and what must trip them. */
class ShortMemoryIT {
  @TempDir Path folder;

  private static void assertPassed(ScenarioResult result) {
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @EnumSource
  void aResultLargerThanTheHeapIsRead(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      ScenarioResult result = CaseTrial.PATIENT.of(database, log, new MemoryCursor(64));

      assertPassed(result);
    }
  }

  @Test
  void withoutACursorItDoesNotFit() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);

      assertFailed(
          CaseTrial.PATIENT.of(database, log, new MemoryCursor(128, 0)), "OutOfMemoryError");
      assertFailed(
          CaseTrial.PATIENT.of(database, log, new MemoryCursor(32)),
          "the result would have fitted into the heap");
    }
  }

  /** The server's own function is hidden behind one that is wrong once. */
  @Test
  void aRowThatIsWrongIsSeen() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      database.execute(
          "ALTER DATABASE " + database.name() + " SET search_path = public, pg_catalog",
          "CREATE FUNCTION public.lpad(TEXT, INTEGER, TEXT) RETURNS TEXT LANGUAGE sql AS"
              + " $$ SELECT CASE $1 WHEN '77' THEN 'x' ELSE pg_catalog.lpad($1, $2, $3) END $$");
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);

      assertFailed(CaseTrial.PATIENT.of(database, log, new MemoryCursor(64)), "wrong rows: 1");
    }
  }

  /** So a load JVM that is killed leaves none behind. */
  @Test
  void aReaderEndsWithWhoStartedIt() throws Exception {
    SqlDialect dialect = SqlDialect.POSTGRESQL;
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      Process reader = MemoryCursor.reader();
      try {
        DataOutputStream in = new DataOutputStream(reader.getOutputStream());
        CursorTask.on(dialect, database.source(), Integer.MAX_VALUE, 50).write(in);
        in.close();
        assertThat(reader.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(reader.exitValue()).isEqualTo(1);
      } finally {
        reader.destroyForcibly();
      }
    }
  }

  @Test
  void aBackendWithoutMemoryLivesOn() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
      ScenarioResult result = CaseTrial.PATIENT.of(database, log, new MemoryBackend());

      assertPassed(result);
      assertThat(result.figures()).containsEntry("error", "out_of_memory");
      assertFailed(
          CaseTrial.PATIENT.of(database, log, new MemoryBackend(2_000)),
          "on a connection of its own: no error, not out_of_memory; in a pool: no error");
    }
  }

  /** What a transaction makes is made elsewhere, and outlives it. */
  @Test
  void whatAFailedTransactionLeavesIsSeenByTheNextUser() throws SQLException {
    try (TestDatabase real = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
        Connection elsewhere = real.source().getConnection()) {
      TestDatabase database =
          PlantedConnection.of(
              real,
              "prepareStatement",
              (connection, sql) ->
                  (sql.startsWith("CREATE TABLE") ? elsewhere : connection).prepareStatement(sql));
      ScenarioResult result = CaseTrial.PATIENT.of(database, new MemoryBackend());

      assertFailed(result, "the next user of the pool finds something left; a backend with 32 MB");
      assertThat(result.observed()).startsWith("the next user");
    }
  }

  @Test
  void whatAConnectionWasLeftWithIsSeen() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
        SqlEngine engine = TestEngine.open(database, 1)) {
      assertThat(CaseCall.get(engine, LargeSort.traces(), "")).containsExactly(false);
      CaseCall.get(
          engine,
          Plan.<String, String>of("set", name -> name)
              .query(
                  new Sql("set", "SELECT set_config('work_mem', '5MB', false)"),
                  (name, rows) -> rows.any())
              .build(),
          "");
      assertThat(CaseCall.get(engine, LargeSort.traces(), "")).containsExactly(true);
    }
  }

  @Test
  void sqliteHasNoBackend() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      ScenarioResult result =
          CaseTrial.PATIENT.of(
              database, new BuiltinCommitLog(SqlDialect.SQLITE), new MemoryBackend());

      assertThat(result.verdict()).isEqualTo(Verdict.SKIP);
    }
  }

  private static void assertFailed(ScenarioResult result, String why) {
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.FAIL);
    assertThat(result.observed()).contains(why);
  }
}
