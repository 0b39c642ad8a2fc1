package tidemark.run.scenario.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.CaseTrial;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;

/** Commits that do get slower. */
class CommitDegradationIT {
  @TempDir Path folder;

  /** The server sleeps longer and longer, or from the last two batches on. */
  @ParameterizedTest
  @CsvSource({
    "stored / 10000.0, commits get slower",
    "CASE WHEN stored > 180 THEN 0.02 ELSE 0 END, commits are slow in the end: the last two",
  })
  void commitsThatGetSlowerFail(String seconds, String seen) throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
      new CommitTables(database.source(), log).create();
      database.execute(
          """
          CREATE FUNCTION slows() RETURNS TRIGGER LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_sleep(%s) FROM (SELECT COUNT(*) AS stored FROM tidemark_commit) AS log;
            RETURN NEW; END $$
          """
              .formatted(seconds),
          "CREATE TRIGGER slows BEFORE INSERT ON tidemark_commit"
              + " FOR EACH ROW EXECUTE FUNCTION slows()");
      CommitPlace onOneBranch = new CommitPlace(log, "tidemark_test", 1);
      ScenarioResult result =
          CaseTrial.PATIENT.of(database, new CommitDegradation(onOneBranch, 10, 20));

      assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed()).contains(seen);
    }
  }
}
