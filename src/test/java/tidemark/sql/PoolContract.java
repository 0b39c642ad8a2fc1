package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.number;
import static tidemark.sql.EngineUnderTest.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.record.PoolFigures;
import tidemark.record.PoolUse;
import tidemark.testdb.Await;

/** The wait for a connection is measured, bounded and counted. */
interface PoolContract extends EngineUnderTest {
  Plan<Integer, List<Object>> ONE = number("SELECT 1");

  @Test
  default void aWaitThatIsTooLongIsGivenUpInTime() throws Exception {
    Duration limit = Duration.ofSeconds(1);
    SqlEngine engine = engine(EngineSettings.of(2).withAcquireTimeout(limit));
    Gate gate = gate();
    List<AwaitedCall<?>> holders = submitMany(engine, gate.hold(plan("hold")).build(), 2);
    gate.awaitHeld(2);

    for (AwaitedCall<?> call : submitMany(engine, ONE, 6)) {
      SqlFailure failure = call.failure();
      assertThat(failure.kind()).isEqualTo(ErrorKind.POOL_TIMEOUT);
      assertThat(failure.phase()).isEqualTo(SqlPhase.ACQUIRE);
      assertThat(failure.message()).contains("pool", "tidemark");
      assertThat(Duration.ofNanos(call.tookNanos()))
          .isBetween(limit, limit.multipliedBy(5).dividedBy(4));
      assertThat(Duration.ofNanos(call.acquireNanos()))
          .isBetween(limit, Duration.ofNanos(call.tookNanos()));
    }
    assertThat(engine.poolFigures()).isEqualTo(new PoolFigures(2, 2, 6, 6));
    assertThat(holders).noneMatch(AwaitedCall::hasEnded);
    gate.open();
    holders.forEach(AwaitedCall::state);
    AwaitedCall<?> next = submit(engine, ONE);
    next.state();
    assertThat(Duration.ofNanos(next.tookNanos())).isLessThan(limit.dividedBy(4));
  }

  @Test
  default void aWaitThatEndsWellIsMeasured() throws Exception {
    SqlEngine engine = engine(1);
    Gate gate = gate();
    AwaitedCall<?> holder = submit(engine, gate.hold(plan("hold")).build());
    gate.awaitHeld(1);
    AwaitedCall<?> waiter = submit(engine, ONE);
    assertThat(engine.poolUse()).isEqualTo(new PoolUse(1, 1, 1));
    long submittedNanos = System.nanoTime();
    database().number("SELECT 1"); // connecting takes its time
    long openedNanos = System.nanoTime();

    gate.open();
    waiter.state();

    assertThat(waiter.acquireNanos()).isBetween(openedNanos - submittedNanos, waiter.tookNanos());
    holder.state();
    assertThat(holder.acquireNanos()).isPositive();
    assertThat(engine.poolFigures()).isEqualTo(new PoolFigures(1, 1, 1, 0));
    Await.until("all is given back", () -> engine.poolUse().equals(new PoolUse(1, 0, 0)));
  }

  @Test
  default void manyCallsAtOnceShareAFewConnections() throws Exception {
    SqlEngine engine = engine(3);
    List<AwaitedCall<?>> calls = submitMany(engine, ONE, 300);

    calls.forEach(AwaitedCall::state);

    PoolFigures figures = engine.poolFigures();
    assertThat(figures.peakActive()).isBetween(1, 3);
    assertThat(figures.timeouts()).isZero();
  }

  /** What a caller does when it is told is its own affair: the others keep their time limits. */
  @Test
  default void aCallerThatCrashesHarmsNobodyElse() throws Exception {
    SqlEngine engine = engine(EngineSettings.of(1).withAcquireTimeout(Duration.ofMillis(300)));
    Gate gate = gate();
    AwaitedCall<?> holder = submit(engine, gate.hold(plan("hold")).build());
    gate.awaitHeld(1);

    engine.submit(new CrashingCall(ONE, 0));
    Await.until("its time is over", () -> engine.poolFigures().timeouts() == 1);
    assertThat(fail(engine, ONE).kind()).isEqualTo(ErrorKind.POOL_TIMEOUT);
    gate.open();
    holder.state();
    engine.submit(new CrashingCall(ONE, 0));
    run(engine, ONE);
  }

  /** Crashes whatever it is told in the end. */
  record CrashingCall(Plan<Integer, List<Object>> plan, Integer input)
      implements SqlCall<Integer, List<Object>> {
    @Override
    public void acquired(long waitedNanos) {}

    @Override
    public void succeeded(List<Object> state) {
      throw TransactionContract.refusal();
    }

    @Override
    public void failed(SqlFailure failure) {
      throw TransactionContract.refusal();
    }

    @Override
    public void rejected() {}
  }

  private List<AwaitedCall<?>> submitMany(
      SqlEngine engine, Plan<Integer, List<Object>> plan, int count) {
    List<AwaitedCall<?>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(submit(engine, plan));
    }
    return calls;
  }
}
