package tidemark.run.scenario.connection;

import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseSite;
import tidemark.run.scenario.Observation;

/** One borrower after the other at a pool of which all connections are out. */
public record AcquireTimeout(Pools pools, int size) implements Case {
  private static final int TIMES = 3;

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
