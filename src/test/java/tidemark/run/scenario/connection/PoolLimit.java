package tidemark.run.scenario.connection;

import java.time.Duration;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;

/** More borrowers at a pool than it has connections. */
public final class PoolLimit implements Case {
  private final Pools pools;
  private final int limit;

  public PoolLimit(Pools pools, int limit) {
    this.pools = pools;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "connection-limit-" + limit;
  }

  @Override
  public String expected() {
    return "of %d borrowers at a pool of %d, never more than %d hold a connection; the others are"
            .formatted(limit + PoolTrial.EXTRA, limit, limit)
        + " refused in time, as pool_timeout, by the pool's name";
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    PoolTrial trial = PoolTrial.open(site, pools, name(), limit);
    trial.hold("holder", limit);
    trial.refuse("late", PoolTrial.EXTRA);
    trial.checkPeak();
    trial.release();
    trial.checkWhole();
    return trial.observation("%d held, %s".formatted(limit, trial.refusals()));
  }
}
