package tidemark.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static tidemark.load.LoadDsl.waitUntil;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import tidemark.record.ActiveUsers;

/** What {@link LoadIT} looks at: users who come and wait. Notes go to the standard output. */
public final class LoadFixture extends Simulation {
  /** More steps than Gatling could chain, and none before it is due. */
  static final List<Duration> MOMENTS =
      LongStream.range(0, 20_000).mapToObj(i -> Duration.ofNanos(i * 125_000)).toList();

  static final Duration SHORT = Duration.ofNanos(123_456_789);
  private static final int STEP_USERS = 3;
  private static final long STEP_REQUESTS = 2;
  private static final Duration FOR_EVER = Duration.ofMinutes(10);

  private final long began = System.nanoTime();

  public LoadFixture() {
    setUp(
        injected("moments", MOMENTS, exec(session -> session)),
        injected("nobody", List.of(), exec(session -> session)),
        injected("exact", List.of(Duration.ZERO), waiting(SHORT, () -> true)),
        injected("over", List.of(Duration.ZERO), waiting(FOR_EVER, this::firstSecond)),
        injected("past", List.of(Duration.ZERO), waiting(SHORT.negated(), () -> true)),
        step());
  }

  private boolean firstSecond() {
    return System.nanoTime() - began < Duration.ofSeconds(1).toNanos();
  }

  /** Three users, two requests. */
  private static PopulationBuilder step() {
    ActiveUsers active = new ActiveUsers();
    Steps steps =
        new Steps(
            List.of(Step.of(STEP_USERS, Optional.of(STEP_REQUESTS), Optional.empty())),
            new OneStep(active),
            active);
    return scenario("step")
        .exec(steps.chain(step -> waiting(SHORT, () -> true)))
        .injectOpen(atOnceUsers(steps.users()));
  }

  private record OneStep(ActiveUsers active) implements Course {
    @Override
    public void begun(Step step, long nowNanos) {}

    @Override
    public boolean over(Step step, long nowNanos) {
      System.out.println("active|" + active.most() + "|" + active.now());
      return false;
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }

  private static PopulationBuilder injected(
      String name, List<Duration> moments, ChainBuilder chain) {
    Crowd crowd = new Crowd(moments.stream().mapToLong(Duration::toNanos).iterator());
    crowd.gone().thenRun(() -> System.out.println("gone|" + name));
    return crowd.inject(
        scenario(name)
            .exec(
                session -> {
                  System.out.println("came|" + name + "|" + System.nanoTime());
                  return session;
                })
            .exec(chain)
            .exec(
                session -> {
                  System.out.println("went|" + name + "|" + System.nanoTime());
                  crowd.userEnded();
                  return session;
                }));
  }

  private static ChainBuilder waiting(Duration time, BooleanSupplier open) {
    return exec(waitUntil(session -> System.nanoTime() + time.toNanos(), open));
  }
}
