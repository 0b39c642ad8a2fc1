package tidemark.run.scenario.connection;

import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;

/** More borrowers at a pool than it has connections. */
public record PoolLimit(Pools pools, int size) implements Case {
  @Override
  public String name() {
    return "connection-limit-" + size;
  }

  @Override
  public String expected() {
    return "of %d borrowers at a pool of %d, never more than %d hold a connection; the others are"
            .formatted(size + PoolTrial.EXTRA, size, size)
        + " refused in time, as pool_timeout, by the pool's name";
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    if (site.share(size) < size) {
      return Observation.skipped(CaseSite.OTHERS);
    }
    PoolTrial trial = PoolTrial.open(site, pools, name(), size);
    trial.hold("holder", size);
    trial.refuse("late", PoolTrial.EXTRA);
    trial.checkPeak();
    trial.release();
    trial.checkWhole();
    return trial.observation("%d held, %s".formatted(size, trial.refusals()));
  }
}
