package tidemark.load;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The users of one scenario, whose number nobody need know beforehand: it notices when no more are
 * to come and all have gone. Thread-safe.
 */
public final class Crowd {
  private final PrimitiveIterator.OfLong injections;
  private final AtomicLong injected = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();
  private volatile boolean complete;

  /**
   * A crowd.
   *
   * @param injections when its users are injected, in nanoseconds from the first on; asked by one
   *     thread, a second or two before they are needed
   */
  public Crowd(PrimitiveIterator.OfLong injections) {
    this.injections = injections;
  }

  /** The scenario with these users. */
  public PopulationBuilder inject(ScenarioBuilder scenario) {
    return UserInjection.inject(scenario, new Counted());
  }

  /** One of them has ended. */
  public void userEnded() {
    ended.incrementAndGet();
    look();
  }

  private void look() {
    if (complete && ended.get() == injected.get()) {
      gone.complete(null);
    }
  }

  /** Completes when none is left and none will come. */
  public CompletableFuture<@Nullable Void> gone() {
    return gone;
  }

  private final class Counted implements PrimitiveIterator.OfLong {
    @Override
    public boolean hasNext() {
      if (!complete && !injections.hasNext()) {
        complete = true;
        look();
      }
      return !complete;
    }

    @Override
    public long nextLong() {
      injected.incrementAndGet();
      return injections.nextLong();
    }
  }
}
