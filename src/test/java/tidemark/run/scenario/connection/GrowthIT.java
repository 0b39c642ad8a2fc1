package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.CaseTrial;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.SqlDialect;
import tidemark.testdb.Intercepted;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;

/** Growing load on a server that is looked at, where transactions are serializable. */
class GrowthIT {
  private static final CommitLog LOG = new BuiltinCommitLog(SqlDialect.POSTGRESQL);

  @TempDir Path folder;

  /** Where commits fail one another they are tried again. */
  @Test
  void loadGrowsWhereTransactionsAreSerializable() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      ScenarioResult result =
          CaseTrial.SERIALIZABLE.of(
              database, LOG, new ConnectionGrowth(new CommitPlace(LOG, "tidemark_test", 3, 3), 20));

      assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
      assertThat(result.figures()).containsEntry("commits", 60L);
      assertThat(String.valueOf(result.figures().get("steps"))).containsPattern("retries=[1-9]");
    }
  }

  @Test
  void theServerIsLookedAtNowAndThen() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
        CaseSite site = CaseTrial.HASTY.site(database)) {
      CaseSite counting =
          site.with(
              source ->
                  Intercepted.source(
                      source,
                      (method, call) -> {
                        looks.addAndGet(method.equals("createStatement") ? 1 : 0);
                        return call.proceed();
                      }));
      Growth growth = new Growth(ServerSessions.of(counting));
      growth.watch(
          new CompletableFuture<String>().completeOnTimeout("", 300, TimeUnit.MILLISECONDS), 10);

      assertThat(looks).hasValueBetween(1, 40);
    }
  }
}
