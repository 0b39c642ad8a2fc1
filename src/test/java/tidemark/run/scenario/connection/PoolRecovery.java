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
    Polling.until(PATIENCE, () -> trial.pool().state().waiting() == 1);
    long start = System.nanoTime();
    for (Borrowing holder : holders) {
      holder.release();
    }
    waiting.ends(PATIENCE);
    waiting.refusal().ifPresent(why -> trial.breaks("who waited was refused: " + why.getMessage()));
    trial.hold("next", size - 1);
    double recovered = PoolTrial.millis(System.nanoTime() - start);
    double handedOver = PoolTrial.millis(waiting.endNanos() - start);
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
}
