package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import tidemark.record.LockWaitFigures;
import tidemark.record.PoolFigures;
import tidemark.record.PoolUse;
import tidemark.record.TurnFigures;
import tidemark.record.Turns;
import tidemark.sql.Plan;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlFailure;
import tidemark.testdb.Await;

/** Whose turn it is; the engines only say that they were asked. */
class EngineContestTest {
  private static final Turns TURNS =
      new Turns(2, 2, Duration.ofMillis(300), Duration.ofMillis(100));

  /** Who was asked, one after the other. */
  private final List<String> asked = new ArrayList<>();

  private final EngineContest contest = new EngineContest(TURNS);

  private final class Asked implements SqlEngine {
    private final String id;
    private final boolean drains;

    Asked(String id, boolean drains) {
      this.id = id;
      this.drains = drains;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public SqlDialect dialect() {
      return SqlDialect.POSTGRESQL;
    }

    @Override
    public <I, S> void submit(SqlCall<I, S> call) {
      if (asked.isEmpty() || !asked.get(asked.size() - 1).equals(id)) {
        asked.add(id);
      }
    }

    @Override
    public PoolFigures poolFigures() {
      return new PoolFigures(5, id.length(), 2, 1);
    }

    @Override
    public PoolUse poolUse() {
      return new PoolUse(5, 1, 2);
    }

    @Override
    public LockWaitFigures lockWaits() {
      return LockWaitFigures.NONE;
    }

    @Override
    public boolean drain(LongSupplier leftNanos) {
      asked.add("drained " + id);
      return drains;
    }

    @Override
    public void close() {
      asked.add("closed " + id);
    }
  }

  private record Call(Plan<Integer, Object> plan) implements SqlCall<Integer, Object> {
    @Override
    public Integer input() {
      return 0;
    }

    @Override
    public void acquired(long waitedNanos) {}

    @Override
    public void succeeded(Object state) {}

    @Override
    public void failed(SqlFailure failure) {}

    @Override
    public void rejected() {}
  }

  @Test
  void theSecondRoundGoesBackwards() throws Exception {
    AlternatingEngine engine = contest.engine();
    engine.add(new Asked("jdbc", true));
    engine.add(new Asked("async", true));
    Call call = new Call(Plan.<Integer, Object>of("any", input -> input).build());

    contest.begin(System.nanoTime(), Duration.ZERO);
    Await.until(
        "all turns are over",
        () -> {
          engine.submit(call);
          LockSupport.parkNanos(1_000_000);
          return contest.figures().stream().allMatch(one -> one.turns() == 2);
        });
    contest.close();

    assertThat(asked).containsExactly("jdbc", "async", "jdbc");
    assertThat(contest.figures()).extracting(TurnFigures::name).containsExactly("jdbc", "async");
    assertThat(contest.figures())
        .allSatisfy(one -> assertThat(one.elapsedNanos()).isBetween(100_000_000L, 2_000_000_000L));
    assertThat(contest.failures())
        .containsExactly(
            "no operation at all in the turns of jdbc",
            "no operation at all in the turns of async");
  }

  @Test
  void allOfThemAreLookedAtDrainedAndClosed() {
    AlternatingEngine engine = contest.engine();
    engine.add(new Asked("jdbc", false));
    engine.add(new Asked("async", true));

    assertThat(engine.id()).isEqualTo("jdbc+async");
    assertThat(engine.poolFigures()).isEqualTo(new PoolFigures(10, 5, 2, 2));
    assertThat(engine.poolUse()).isEqualTo(new PoolUse(10, 2, 4));
    assertThat(engine.drain(Duration.ZERO)).isFalse();
    engine.close();
    assertThat(asked)
        .containsExactly("drained jdbc", "drained async", "closed jdbc", "closed async");
    contest.close();
  }
}
