package tidemark.run.scenario.connection;

import java.time.Duration;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;

/** One borrower after the other at a pool of which all connections are out. */
public final class AcquireTimeout implements Case {
  private static final int TIMES = 3;

  private final Pools pools;
  private final int size;

  public AcquireTimeout(Pools pools, int size) {
    this.pools = pools;
    this.size = size;
  }

  @Override
  public String name() {
    return "connection-timeout";
  }

  @Override
  public String expected() {
    return "while all connections of a pool are out, the next borrower fails within the acquire"
        + " timeout and a quarter, each time";
  }

  @Override
  public Duration limit() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Observation run(CaseSite site) throws Exception {
    PoolTrial trial = PoolTrial.open(site, pools, name(), size);
    trial.hold("holder", size);
    for (int i = 1; i <= TIMES; i++) {
      trial.refuse("next-" + i, 1);
    }
    trial.release();
    trial.checkWhole();
    return trial.observation("one by one, " + trial.refusals());
  }
}
