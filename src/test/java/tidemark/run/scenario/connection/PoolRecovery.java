package tidemark.run.scenario.connection;

import java.time.Duration;
import java.util.List;
import tidemark.fault.Borrowing;
import tidemark.record.Figures;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;
import tidemark.run.scenario.Polling;

/** A pool after it was exhausted. */
public record PoolRecovery(Pools pools, int size) implements Case {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Part of the acquire timeout. */
  private static final int AT_ONCE_PART = 4;

  @Override
  public String name() {
    return "connection-recovery";
  }

  @Override
  public String expected() {
    return "when the connections of an exhausted pool come back, it serves whoever waits and all"
        + " who come next within a quarter of the acquire timeout";
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    PoolTrial trial = PoolTrial.open(site, pools, name(), size);
    List<Borrowing> holders = trial.hold("holder", size);
    trial.refuse("late", PoolTrial.EXTRA);
    Borrowing waiting = trial.borrow("waiting");
    if (!Polling.until(PATIENCE, () -> trial.pool().state().waiting() == 1)) {
      trial.breaks("somebody waits, but the pool says " + trial.pool().state());
    }
    long start = System.nanoTime();
    for (Borrowing holder : holders) {
      holder.release();
    }
    List<Borrowing> next = trial.borrow("next", size - 1);
    trial.mustHold(waiting);
    for (Borrowing one : next) {
      trial.mustHold(one);
    }
    double handedOver = millis(start, List.of(waiting));
    double recovered = Math.max(handedOver, millis(start, next));
    trial.release();
    trial.checkWhole();
    if (recovered > trial.pool().acquireTimeout().toMillis() / (double) AT_ONCE_PART) {
      trial.breaks("the pool took " + Figures.millis(recovered) + " to serve again");
    }
    trial.figure("handover_ms", handedOver);
    trial.figure("recovery_ms", recovered);
    return trial.observation(
        "who waited was served after %s, all %d after %s"
            .formatted(Figures.millis(handedOver), size, Figures.millis(recovered)));
  }

  /** Until the last of them was served; what they did with their connection then is not in it. */
  private static double millis(long startNanos, List<Borrowing> served) {
    return served.stream()
        .filter(one -> one.connection().isPresent())
        .mapToDouble(one -> PoolTrial.millis(one.endNanos() - startNanos))
        .max()
        .orElse(0);
  }
}
