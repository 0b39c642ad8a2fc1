package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.CaseTrial;
import tidemark.sql.Loan;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;

/** The cases of one pool on real databases, and the defects of a pool that each must see. */
@Tag("alone") // waits are held against a bound
class PoolCasesIT {
  private static final int SIZE = 3;

  @TempDir Path folder;

  private static void assertPassed(ScenarioResult result) {
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @EnumSource
  void aPoolKeepsItsLimit(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      ScenarioResult result = CaseTrial.HASTY.of(database, new PoolLimit(Pools.REAL, 5));

      assertPassed(result);
      assertThat(result.name()).isEqualTo("connection-limit-5");
      assertThat(result.figures())
          .containsEntry("peak_held", 5L)
          .containsEntry("peak_lent", 5L)
          .hasEntrySatisfying("acquire_ms", waits -> assertCount(waits, 10))
          .hasEntrySatisfying("refused_after_ms", waits -> assertCount(waits, 5));
      if (dialect == SqlDialect.POSTGRESQL) {
        assertThat(result.figures()).containsEntry("peak_sessions", 5L);
      }
    }
  }

  private static void assertCount(Object waits, long count) {
    Map<?, ?> figures = (Map<?, ?>) waits;
    assertThat(figures.get("count")).isEqualTo(count);
    assertThat(figures.keySet().toString()).isEqualTo("[count, min, mean, median, p95, max]");
  }

  @ParameterizedTest
  @EnumSource
  void aPoolIsExhaustedLeaksAndRecovers(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      assertPassed(CaseTrial.HASTY.of(database, new AcquireTimeout(Pools.REAL, 2)));

      ScenarioResult leak = CaseTrial.HASTY.of(database, new PoolLeak(Pools.REAL, SIZE));
      assertPassed(leak);
      assertThat(leak.observed()).startsWith("leak of borrower-that-leaks, found after ");
      assertThat(leak.figures()).containsEntry("leaked_by", List.of("borrower-that-leaks"));
      assertThat((Double) leak.figures().get("leaked_for_ms"))
          .isGreaterThanOrEqualTo((double) CaseTrial.HASTY.acquireTimeout().toMillis());

      ScenarioResult recovery = CaseTrial.HASTY.of(database, new PoolRecovery(Pools.REAL, SIZE));
      assertPassed(recovery);
      assertThat((Double) recovery.figures().get("recovery_ms"))
          .isGreaterThanOrEqualTo((Double) recovery.figures().get("handover_ms"));
    }
  }

  static Stream<Arguments> defects() {
    return Stream.of(
        Arguments.of(
            "loses one that comes back",
            PlantedPool.planted(
                real -> {
                  AtomicBoolean once = new AtomicBoolean();
                  return new PlantedPool(real, source -> neverBack(source.getConnection(), once));
                }),
            "the pool is not whole: PoolState[lent=1, idle=2, waiting=0], held by holder-"),
        Arguments.of(
            "refuses too late",
            PlantedPool.lending(PoolCasesIT::twice),
            " s, not 1.00 s to 1.25 s"),
        Arguments.of(
            "refuses too early",
            PlantedPool.lending(
                source -> {
                  if (Thread.currentThread().getName().startsWith("late")) {
                    throw new SQLTransientConnectionException("connection-limit-3");
                  }
                  return source.getConnection();
                }),
            "s, not 1.00 s to 1.25 s"),
        Arguments.of(
            "does not say its name",
            PlantedPool.lending(
                source -> {
                  try {
                    return source.getConnection();
                  } catch (SQLException e) {
                    throw new SQLTransientConnectionException("none left", e);
                  }
                }),
            "the refusal does not name the pool: none left"),
        Arguments.of(
            "refuses for another reason",
            PlantedPool.planted(
                real ->
                    new PlantedPool(real, DataSource::getConnection) {
                      @Override
                      public ErrorKind kind(SQLException refusal) {
                        return new ErrorKind(ErrorClass.RESOURCE, "too_many_connections");
                      }
                    }),
            "was refused as too_many_connections"),
        Arguments.of(
            "lends what somebody works on",
            PlantedPool.lending(
                source -> {
                  Connection connection = source.getConnection();
                  connection.setAutoCommit(false);
                  return connection;
                }),
            "got a connection that somebody else works on"),
        Arguments.of(
            "keeps a borrower waiting for ever",
            PlantedPool.lending(
                source -> {
                  if (Thread.currentThread().getName().equals("late-1")) {
                    hang();
                  }
                  return source.getConnection();
                }),
            "late-1 hangs"));
  }

  private static Connection oneMore(DataSource source, AtomicBoolean once) throws SQLException {
    try {
      return source.getConnection();
    } catch (SQLTransientConnectionException e) {
      if (once.compareAndSet(false, true)) {
        return onlyHeld();
      }
      throw e;
    }
  }

  /** One that nobody works with. */
  private static Connection onlyHeld() {
    return (Connection)
        Proxy.newProxyInstance(
            PoolCasesIT.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> null);
  }

  /** Its close is not heard, the first time. */
  private static Connection neverBack(Connection real, AtomicBoolean once) {
    return (Connection)
        Proxy.newProxyInstance(
            PoolCasesIT.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close") && once.compareAndSet(false, true)) {
                return null;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Connection twice(DataSource source) throws SQLException {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      return source.getConnection();
    }
  }

  private static void hang() throws SQLException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }

  @ParameterizedTest(name = "a pool that {0}")
  @MethodSource("defects")
  void aPoolWithADefectFails(String what, Pools pools, String seen) throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      ScenarioResult result = CaseTrial.HASTY.of(database, new PoolLimit(pools, SIZE));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed()).contains(seen);
    }
  }

  /** The borrowers count for themselves: the pool's own figure still is its limit. */
  @Test
  void oneTooManyIsInThePeak() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      AtomicBoolean once = new AtomicBoolean();
      Pools pools = PlantedPool.lending(source -> oneMore(source, once));
      ScenarioResult result = CaseTrial.HASTY.of(database, new PoolLimit(pools, SIZE));

      assertThat(result.figures()).containsEntry("peak_held", 4L).containsEntry("peak_lent", 3L);
      assertThat(result.observed()).contains("4 connections were held by borrowers, where 3");
    }
  }

  @Test
  void aLeakThatIsNotFoundFails() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      Pools blind =
          PlantedPool.planted(
              real ->
                  new PlantedPool(real, DataSource::getConnection) {
                    @Override
                    public List<Loan> loans() {
                      return List.of();
                    }
                  });
      ScenarioResult result = CaseTrial.HASTY.of(database, new PoolLeak(blind, SIZE));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed())
          .startsWith("leaks found: of nobody, not of borrower-that-leaks");
    }
  }

  /** A detector that takes everybody who has a connection for a leak finds the leak, too. */
  @Test
  void aWorkerThatIsTakenForALeakFails() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      Pools suspicious =
          PlantedPool.planted(
              real ->
                  new PlantedPool(real, DataSource::getConnection) {
                    @Override
                    public List<Loan> loans() {
                      return super.loans().stream()
                          .map(loan -> new Loan(loan.borrower(), Duration.ofHours(1)))
                          .toList();
                    }
                  });
      ScenarioResult result = CaseTrial.HASTY.of(database, new PoolLeak(suspicious, SIZE));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed())
          .startsWith("leaks found: of borrower-that-leaks, worker-at-work-");
    }
  }
}
