package tidemark.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorKind;
import tidemark.sql.AwaitedCall;
import tidemark.sql.EngineSettings;
import tidemark.sql.EngineUnderTest;
import tidemark.sql.Gate;
import tidemark.sql.Plan;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFailure;
import tidemark.testdb.TestDatabase;

/** What holds of the JDBC engine alone, on every database. */
interface BlockingContract extends EngineUnderTest {
  Duration LIMIT = Duration.ofMillis(500);
  Plan<Integer, List<Object>> ONE = EngineUnderTest.number("SELECT 1");

  static JdbcEngine open(TestDatabase on, EngineSettings settings) throws SQLException {
    return open(on.source(), on.dialect(), settings);
  }

  static JdbcEngine open(DataSource source, SqlDialect dialect, EngineSettings settings)
      throws SQLException {
    return JdbcEngine.open(
        source,
        dialect,
        new JdbcSettings(
            settings.connections(),
            settings.acquireTimeout(),
            settings.timeout(),
            settings.isolation()));
  }

  /** A cancel that comes while no statement runs has no effect: another must follow. */
  @Test
  default void aStatementAfterASlowHandlerIsCancelledToo() throws SQLException {
    SqlEngine engine = engine(new EngineSettings(1, LIMIT, LIMIT, Optional.empty()));
    long startNanos = System.nanoTime();
    Plan<Integer, List<Object>> plan =
        plan("slow handler")
            .query(
                EngineUnderTest.sql("SELECT 1"),
                (got, rows) -> {
                  while (System.nanoTime() - startNanos < 2 * LIMIT.toNanos()) {
                    LockSupport.parkNanos(LIMIT.toNanos());
                  }
                })
            .query(longQuery(), (got, rows) -> rows.any())
            .build();

    assertThat(submit(engine, plan).failure().kind()).isEqualTo(ErrorKind.TIMEOUT);
  }

  /** Nothing was done for it: its user goes on without a sample. */
  @Test
  default void whoWaitsForAConnectionWhenTheEngineIsDrainedIsRejected() throws Exception {
    SqlEngine engine = engine(1);
    ConnectionPool pool = ((JdbcEngine) engine).pool();
    Connection taken = pool.borrow();
    AwaitedCall<?> call = submit(engine, ONE);

    engine.drain(Duration.ofMillis(100));

    call.assertRejected();
    assertThat(engine.poolFigures().timeouts()).isZero();
    pool.release(taken);
  }

  /** A call whose end submits another. */
  record FirstOfTwo(Plan<Integer, List<Object>> plan, Runnable second)
      implements SqlCall<Integer, List<Object>> {
    @Override
    public Integer input() {
      return 0;
    }

    @Override
    public void acquired(long waitedNanos) {}

    @Override
    public void succeeded(List<Object> state) {
      second.run();
    }

    @Override
    public void failed(SqlFailure failure) {
      throw new AssertionError(failure.toString());
    }

    @Override
    public void rejected() {
      throw new AssertionError("rejected");
    }
  }

  private static Plan<Integer, List<Object>> thread(String name, List<String> order) {
    return plan(name)
        .query(
            EngineUnderTest.sql("SELECT 1"),
            (got, rows) -> {
              order.add(name);
              got.add(Thread.currentThread());
            })
        .build();
  }

  /** Thread switches cost more than many an operation. */
  @Test
  default void whoSubmitsAtTheEndOfAnAttemptStaysWithItsWorker() throws Exception {
    SqlEngine engine = engine(4);
    List<String> order = new CopyOnWriteArrayList<>();
    CompletableFuture<Thread> first = new CompletableFuture<>();
    CompletableFuture<AwaitedCall<List<Object>>> second = new CompletableFuture<>();

    engine.submit(
        new FirstOfTwo(
            thread("first", order),
            () -> {
              first.complete(Thread.currentThread());
              second.complete(submit(engine, thread("second", order)));
            }));

    assertThat(second.get(30, TimeUnit.SECONDS).state()).containsExactly(first.get());
    assertThat(order).containsExactly("first", "second");
  }

  /** It may be what the attempt waits for. */
  @Test
  default void whoSubmitsInTheMiddleOfAnAttemptGetsAnotherWorker() throws Exception {
    SqlEngine engine = engine(2);
    Plan<Integer, List<Object>> waits =
        plan("waits")
            .query(EngineUnderTest.sql("SELECT 1"), (got, rows) -> got.add(run(engine, ONE)))
            .build();

    assertThat(run(engine, waits)).hasSize(1);
  }

  /** Else users that go on at once would keep the others out for good. */
  @Test
  default void whoWaitsIsServedBeforeWhoSubmitsAtTheEndOfAnAttempt() throws Exception {
    SqlEngine engine = engine(1);
    List<String> order = new CopyOnWriteArrayList<>();
    Gate gate = gate();
    CompletableFuture<AwaitedCall<List<Object>>> second = new CompletableFuture<>();

    engine.submit(
        new FirstOfTwo(
            gate.hold(plan("first")).build(),
            () -> second.complete(submit(engine, thread("second", order)))));
    gate.awaitHeld(1);
    AwaitedCall<?> waiting = submit(engine, thread("waiting", order));
    gate.open();

    waiting.state();
    second.get(30, TimeUnit.SECONDS).state();
    assertThat(order).containsExactly("waiting", "second");
  }

  /** The waits in the queue and in the pool share one limit. */
  @Test
  default void theWaitIsBoundedWhenThePoolsConnectionsAreTakenAway() throws Exception {
    SqlEngine engine = engine(new EngineSettings(1, LIMIT, LIMIT, Optional.empty()));
    ConnectionPool pool = ((JdbcEngine) engine).pool();
    Connection taken = pool.borrow();
    List<AwaitedCall<?>> calls =
        List.of(submit(engine, ONE), submit(engine, ONE), submit(engine, ONE));

    for (AwaitedCall<?> call : calls) {
      assertThat(call.failure().kind()).isEqualTo(ErrorKind.POOL_TIMEOUT);
      assertThat(Duration.ofNanos(call.tookNanos()))
          .isBetween(LIMIT.multipliedBy(9).dividedBy(10), LIMIT.multipliedBy(5).dividedBy(4));
    }
    assertThat(engine.poolFigures().timeouts()).isEqualTo(3);
    pool.release(taken);
    submit(engine, ONE).state();
  }
}
