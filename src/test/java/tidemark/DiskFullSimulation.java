package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/**
 * Disks that are full, by a limit, as a whole, and at every single write: what the database says,
 * keeps and recovers from. Destructive: it needs {@code run.destructive=true}.
 */
public final class DiskFullSimulation extends Simulation {
  private final Run run = Run.disks(getClass());

  public DiskFullSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
