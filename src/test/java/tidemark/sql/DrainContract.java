package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.change;
import static tidemark.sql.EngineUnderTest.number;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorKind;
import tidemark.testdb.Await;

/** How an engine comes to its end. */
interface DrainContract extends EngineUnderTest {
  Duration LONG = Duration.ofSeconds(20);

  @Test
  default void whatRunsFinishesAndWhatWaitsIsRejected() throws Exception {
    database().execute("CREATE TABLE line (id BIGINT PRIMARY KEY)");
    SqlEngine engine = engine(1);
    Gate gate = gate();
    AwaitedCall<?> running =
        submit(
            engine,
            gate.hold(plan("runs").begin())
                .update(sql("INSERT INTO line VALUES (1)"), (got, params) -> {})
                .commit()
                .build());
    gate.awaitHeld(1);
    AwaitedCall<?> waiting = submit(engine, change("INSERT INTO line VALUES (2)"));

    CompletableFuture<Boolean> drained = CompletableFuture.supplyAsync(() -> engine.drain(LONG));
    waiting.assertRejected();
    submit(engine, change("INSERT INTO line VALUES (3)")).assertRejected();
    assertThat(running.hasEnded()).isFalse();
    assertThat(drained).isNotDone();
    gate.open();

    assertThat(drained.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    running.state();
    assertThat(database().number("SELECT SUM(id) FROM line")).isEqualTo(1);
  }

  @Test
  default void whatRunsTooLongIsCancelled() throws Exception {
    SqlEngine engine = engine(1);
    AwaitedCall<?> running =
        submit(engine, plan("long").query(longQuery(), (got, rows) -> rows.any()).build());
    Await.until("it runs", () -> engine.poolFigures().peakActive() == 1);

    assertThat(engine.drain(Duration.ofMillis(100))).isFalse();

    assertThat(running.failure().kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(Duration.ofNanos(running.tookNanos())).isLessThan(Duration.ofSeconds(5));
  }

  /** Whoever waits for its end may come to be in a hurry. */
  @Test
  default void whatIsLeftMayBecomeLess() throws Exception {
    SqlEngine engine = engine(1);
    AwaitedCall<?> running =
        submit(engine, plan("long").query(longQuery(), (got, rows) -> rows.any()).build());
    Await.until("it runs", () -> engine.poolFigures().peakActive() == 1);
    AtomicLong left = new AtomicLong(LONG.toNanos());
    AtomicInteger asked = new AtomicInteger();

    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(
            () ->
                engine.drain(
                    () -> {
                      asked.incrementAndGet();
                      return left.get();
                    }));
    Await.until("it waits", () -> asked.get() > 1);
    left.set(0);

    assertThat(drained.get(LONG.toSeconds() / 2, TimeUnit.SECONDS)).isFalse();
    assertThat(running.failure().kind()).isEqualTo(ErrorKind.TIMEOUT);
  }

  @Test
  default void anIdleEngineIsDrainedAtOnceAndTakesNoMore() throws SQLException {
    SqlEngine engine = engine(2);
    Plan<Integer, List<Object>> one = number("SELECT 1");
    run(engine, one);

    assertThat(engine.drain(LONG)).isTrue();
    submit(engine, one).assertRejected();
    assertThat(engine.drain(LONG)).isTrue();
  }

  @Test
  default void aClosedEngineTakesNoMoreAndMayBeClosedAgain() throws SQLException {
    SqlEngine engine = engine(2);

    engine.close();
    engine.close();

    submit(engine, number("SELECT 1")).assertRejected();
  }

  @Test
  default void closingCancelsWhatRuns() throws Exception {
    SqlEngine engine = engine(1);
    AwaitedCall<?> running =
        submit(engine, plan("long").query(longQuery(), (got, rows) -> rows.any()).build());
    Await.until("it runs", () -> engine.poolFigures().peakActive() == 1);

    engine.close();

    assertThat(running.failure().kind()).isEqualTo(ErrorKind.TIMEOUT);
  }
}
