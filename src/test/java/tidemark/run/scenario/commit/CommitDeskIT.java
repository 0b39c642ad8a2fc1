package tidemark.run.scenario.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.ScenarioResult;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.CaseTrial;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;

/** Commits that are ordered at once: some are tried again, others wait for one another. */
class CommitDeskIT {
  @TempDir Path folder;

  /**
   * Where commits on a branch fail one another they are tried again, and nothing is stored twice.
   */
  @Test
  void commitsThatFailOneAnotherAreTriedAgain() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
      CommitPlace onTwoBranches = new CommitPlace(log, "tidemark_test", 2, 3);
      ScenarioResult result =
          CaseTrial.SERIALIZABLE.of(database, log, new ConcurrentCommits(onTwoBranches, 30));

      CommitCasesIT.assertPassed(result, 30);
      assertThat(result.figures()).containsEntry("succeeded", 30L).containsEntry("torn", 0L);
      assertThat((Long) result.figures().get("retries")).isPositive();
    }
  }

  /** Nobody goes on before all have a connection: with two connections three cannot. */
  @Test
  void commitsAtOnceAreOnAConnectionEach() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
        CaseSite site = CaseTrial.HASTY.site(database)) {
      CommitLog log = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
      new CommitTables(database.source(), log).create();
      CommitDesk desk =
          new CommitDesk(new CommitPlace(log, "tidemark_test", 10), site.engine(2), "at-once");

      for (CompletableFuture<CommitOutcome> order : desk.orderAtOnce(2, Duration.ofSeconds(10))) {
        assertThat(desk.await(order).error()).isEmpty();
      }
      long failed = 0;
      for (CompletableFuture<CommitOutcome> order : desk.orderAtOnce(3, Duration.ofMillis(100))) {
        failed += desk.await(order).error().isPresent() ? 1 : 0;
      }
      assertThat(failed).isPositive();
      assertThat(desk.check().broken()).isEmpty();
    }
  }
}
