package tidemark.sql.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import tidemark.sql.AwaitedCall;
import tidemark.sql.EngineSettings;
import tidemark.sql.EngineUnderTest;
import tidemark.sql.Gate;
import tidemark.sql.Plan;
import tidemark.sql.PostgresqlEngineContract;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFailure;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.testdb.TestDatabase;

final class PostgresqlReactiveEngineIT extends PostgresqlEngineContract {
  static ReactiveEngine open(PGSimpleDataSource source, EngineSettings settings)
      throws SQLException {
    return ReactiveEngine.open(
        ServerAddress.of(source),
        new ReactiveSettings(
            settings.connections(),
            settings.acquireTimeout(),
            settings.timeout(),
            settings.isolation()));
  }

  @Override
  protected SqlEngine open(TestDatabase on, EngineSettings settings) throws SQLException {
    return open((PGSimpleDataSource) on.source(), settings);
  }

  @Test
  void anEngineThatCannotConnectIsNotOpened() {
    String url = database().url() + "_nowhere";
    PGSimpleDataSource source = new PostgresqlSource(database().user(), "", Duration.ZERO).of(url);

    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> open(source, EngineSettings.of(2)))
        .withMessageContainingAll("cannot be opened", "_nowhere");
  }

  /** Its state is the name of the thread that its handler ran on. */
  private static Plan<Integer, List<Object>> onThread(Plan.Builder<Integer, List<Object>> plan) {
    return plan.query(
            EngineUnderTest.sql("SELECT 1"),
            (got, rows) -> got.add(Thread.currentThread().getName()))
        .build();
  }

  @Test
  void connectionsShareALoopForEachProcessor() throws Exception {
    SqlEngine engine = engine(8);
    Gate gate = gate();
    List<AwaitedCall<List<Object>>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(submit(engine, onThread(gate.hold(EngineUnderTest.plan("held")))));
    }
    gate.awaitHeld(8);
    gate.open();

    Set<Object> threads = new HashSet<>();
    calls.forEach(call -> threads.addAll(call.state()));

    assertThat(threads)
        .hasSize(Math.min(8, Runtime.getRuntime().availableProcessors()))
        .allMatch(thread -> thread.toString().contains("eventloop"));
  }

  /** Rows that are all there are read at once; nobody waits for others on an event loop. */
  @Test
  void whoMayHaveToWaitForRowsDoesSoElsewhere() throws SQLException {
    SqlEngine engine = engine(1);
    assertThat(streamed(engine, 9)).containsExactly("eventloop", 9);
    assertThat(streamed(engine, 35)).containsExactly("worker", 35);
  }

  private List<Object> streamed(SqlEngine engine, int count) {
    Plan<Integer, List<Object>> plan =
        EngineUnderTest.plan("stream").beginReading().stream(
                EngineUnderTest.sql("SELECT generate_series(1, ?::int)"),
                10,
                (got, params) -> params.integer(count),
                (got, rows) -> {
                  got.add(Thread.currentThread().getName().replaceAll("vert.x-|-thread.*", ""));
                  got.add(rows.list(row -> row.integer(1)).size());
                })
            .commit()
            .build();
    return run(engine, plan);
  }

  /** A call that submits another when it has ended well. */
  private record Followed(Plan<Integer, List<Object>> plan, Runnable next)
      implements SqlCall<Integer, List<Object>> {
    @Override
    public Integer input() {
      return 0;
    }

    @Override
    public void acquired(long waitedNanos) {}

    @Override
    public void succeeded(List<Object> state) {
      next.run();
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

  /** Else users that go on at once would keep the others out for good. */
  @Test
  void whoWaitsIsServedBeforeWhoSubmitsAtTheEndOfAnAttempt() throws Exception {
    SqlEngine engine = engine(1);
    Gate gate = gate();
    List<String> order = new CopyOnWriteArrayList<>();
    CompletableFuture<AwaitedCall<List<Object>>> last = new CompletableFuture<>();

    engine.submit(
        new Followed(
            gate.hold(EngineUnderTest.plan("first")).build(),
            () -> last.complete(submit(engine, noted("goes on", order)))));
    gate.awaitHeld(1);
    AwaitedCall<?> waiting = submit(engine, noted("waits", order));
    gate.open();

    waiting.state();
    last.get(30, TimeUnit.SECONDS).state();
    assertThat(order).containsExactly("waits", "goes on");
  }

  private static Plan<Integer, List<Object>> noted(String name, List<String> order) {
    return EngineUnderTest.plan(name)
        .query(EngineUnderTest.sql("SELECT 1"), (got, rows) -> order.add(name))
        .build();
  }

  /** Users who go on at once and whose plans never reach the database. */
  @Test
  void endsThatFollowOneAnotherAtOnceDoNotPileUp() throws Exception {
    SqlEngine engine = engine(1);
    Plan<Integer, List<Object>> empty =
        EngineUnderTest.plan("empty")
            .batch(
                EngineUnderTest.sql("SELECT 1"), got -> 0, (got, item, params) -> params.text(""))
            .build();
    AtomicInteger left = new AtomicInteger(50_000);
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    Runnable next =
        new Runnable() {
          @Override
          public void run() {
            if (left.decrementAndGet() > 0) {
              engine.submit(new Followed(empty, this));
            } else {
              done.complete(true);
            }
          }
        };

    next.run();

    assertThat(done.get(30, TimeUnit.SECONDS)).isTrue();
  }
}
