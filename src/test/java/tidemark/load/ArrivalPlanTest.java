package tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ArrivalPlanTest {
  private static final long SECOND = 1_000_000_000;
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final AtomicBoolean more = new AtomicBoolean(true);

  private ArrivalPlan plan(long most, Duration time) {
    return plan(most, Duration.ZERO, time);
  }

  private ArrivalPlan plan(long most, Duration warmup, Duration time) {
    return new ArrivalPlan(Arrivals.poisson(1, Duration.ZERO, 1), most, warmup, time, more::get);
  }

  @Test
  void eachUserIsInjectedBeforeItsMoment() {
    ArrivalPlan plan = plan(1_000, FOR_EVER);
    Arrivals law = Arrivals.poisson(1, Duration.ZERO, 1);
    PrimitiveIterator.OfLong injections = plan.injections();
    long origin = plan.begin(7 * SECOND);

    assertThat(origin).isEqualTo(7 * SECOND + ArrivalPlan.LEAD.toNanos());
    assertThat(injections.nextLong()).as("the first one begins the run").isZero();
    assertThat(plan.next()).isEqualTo(origin + law.next());
    for (int i = 1; i < 1_000; i++) {
      long moment = law.next();
      assertThat(injections.nextLong()).isEqualTo(moment);
      assertThat(plan.next()).isEqualTo(origin + moment);
    }
    assertThat(injections.hasNext()).isFalse();
  }

  @Test
  void aUserMoreThanWerePlannedIsAFault() {
    ArrivalPlan plan = plan(1, FOR_EVER);
    plan.injections().nextLong();
    plan.next();

    assertThatThrownBy(plan::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoArrivesDuringTheWarmUpIsNotCounted() {
    List<Long> moments = new ArrayList<>();
    PrimitiveIterator.OfLong injections = plan(3, Duration.ofSeconds(10), FOR_EVER).injections();
    while (injections.hasNext()) {
      moments.add(injections.next());
    }

    assertThat(moments).filteredOn(moment -> moment >= 10 * SECOND).hasSize(3);
    assertThat(moments).filteredOn(moment -> moment < 10 * SECOND).hasSizeGreaterThan(3);
  }

  @Test
  void nobodyArrivesAfterTheTime() {
    PrimitiveIterator.OfLong injections = plan(Long.MAX_VALUE, Duration.ofMinutes(5)).injections();
    long last = 0;
    while (injections.hasNext()) {
      last = injections.nextLong();
    }

    assertThat(last).isBetween(280 * SECOND, 300 * SECOND);
  }

  @Test
  void nobodyMoreComesWhenNobodyIsNeeded() {
    PrimitiveIterator.OfLong injections = plan(Long.MAX_VALUE, FOR_EVER).injections();
    injections.nextLong();
    more.set(false);

    assertThat(injections.hasNext()).isFalse();
  }
}
