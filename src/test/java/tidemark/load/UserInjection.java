package tidemark.load;

import io.gatling.commons.util.Clock;
import io.gatling.core.controller.inject.InjectionProfile;
import io.gatling.core.controller.inject.Workload;
import io.gatling.core.controller.inject.open.OpenWorkload;
import io.gatling.core.controller.inject.open.UserStream;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.stats.StatsEngine;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.PrimitiveIterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import scala.Option;
import scala.collection.AbstractIterator;
import scala.concurrent.duration.FiniteDuration;

/**
 * Has Gatling inject users at moments that are not known beforehand, each asked for within a second
 * or two of its time. Gatling's own steps know whole seconds and a fixed number of users, and a
 * list of them is chained call in call: a step for each second of a long run would overflow the
 * stack.
 */
final class UserInjection implements InjectionProfile {
  private final PrimitiveIterator.OfLong momentsNanos;

  private UserInjection(PrimitiveIterator.OfLong momentsNanos) {
    this.momentsNanos = momentsNanos;
  }

  /**
   * The scenario with one user for each moment.
   *
   * @param momentsNanos after the scenario's start, in their order; first asked for when it starts
   */
  static PopulationBuilder inject(ScenarioBuilder scenario, PrimitiveIterator.OfLong momentsNanos) {
    return new PopulationBuilder(scenario.wrapped.inject(new UserInjection(momentsNanos)));
  }

  /** Nobody knows. */
  @Override
  public Option<Object> totalUserCount() {
    return Option.empty();
  }

  @Override
  public Workload workload(
      Scenario scenario,
      AtomicLong userIds,
      long startMillis,
      EventLoopGroup eventLoops,
      StatsEngine statsEngine,
      Clock clock) {
    return new OpenWorkload(
        new UserStream(new Moments(momentsNanos)),
        Moments.duration(Duration.ZERO.toNanos()), // asked for of an empty workload only
        !momentsNanos.hasNext(), // else Gatling would wait for one of nobody to end
        scenario,
        userIds,
        startMillis,
        eventLoops,
        statsEngine,
        clock);
  }

  private static final class Moments extends AbstractIterator<FiniteDuration> {
    private final PrimitiveIterator.OfLong nanos;

    Moments(PrimitiveIterator.OfLong nanos) {
      this.nanos = nanos;
    }

    static FiniteDuration duration(long nanos) {
      return FiniteDuration.apply(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean hasNext() {
      return nanos.hasNext();
    }

    @Override
    public FiniteDuration next() {
      return duration(nanos.nextLong());
    }
  }
}
