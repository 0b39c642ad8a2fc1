package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.RolesRun;

/** Five roles work on one bank in a database, and every cent is accounted for at the end. */
public final class DatabaseRolesSimulation extends Simulation {
  private final RolesRun run = RolesRun.of(getClass());

  public DatabaseRolesSimulation() {
    setUp(run.populations()).protocols(run.protocol()).assertions(run.assertions());
  }
}
