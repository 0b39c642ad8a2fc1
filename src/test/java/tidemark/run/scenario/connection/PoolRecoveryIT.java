package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.CaseTrial;
import tidemark.sql.SqlDialect;
import tidemark.testdb.Intercepted;
import tidemark.testdb.TestDatabase;

/** How soon a pool serves again, whoever waits and however far away the server is. */
@Tag("alone") // waits are held against a bound
class PoolRecoveryIT {
  private static final int SIZE = 3;

  @TempDir Path folder;

  /** What those who were served do then is no matter of the pool: here each takes 0.1 s. */
  @Test
  void aServerThatIsFarAwayIsNoSlowPool() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      Pools distant =
          PlantedPool.lending(
              source ->
                  Intercepted.source(
                          source,
                          (method, call) -> {
                            if (method.equals("createStatement")) {
                              LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                            }
                            return call.proceed();
                          })
                      .getConnection());
      ScenarioResult result = CaseTrial.HASTY.of(database, new PoolRecovery(distant, 10));

      assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void whoWaitsAndIsNeverServedFails() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      Pools forgetful =
          PlantedPool.lending(
              source -> {
                if (Thread.currentThread().getName().equals("waiting")) {
                  hang();
                }
                return source.getConnection();
              });
      ScenarioResult result = CaseTrial.HASTY.of(database, new PoolRecovery(forgetful, SIZE));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed())
          .startsWith("somebody waits, but the pool says PoolState[lent=3, idle=0, waiting=0]; ")
          .contains("waiting hangs");
    }
  }

  private static void hang() throws SQLException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }

  @Test
  void aPoolThatIsSlowToServeAgainFails() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      Pools slow =
          PlantedPool.lending(
              source -> {
                if (Thread.currentThread().getName().startsWith("next")) {
                  LockSupport.parkNanos(CaseTrial.HASTY.acquireTimeout().toNanos() / 2);
                }
                return source.getConnection();
              });
      ScenarioResult result = CaseTrial.HASTY.of(database, new PoolRecovery(slow, SIZE));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed()).matches("the pool took 5\\d\\d ms to serve again; .*");
    }
  }
}
