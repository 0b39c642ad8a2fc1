package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/** Five roles work on one bank in a database, and every cent is accounted for at the end. */
public final class DatabaseRolesSimulation extends Simulation {
  private final Run run = Run.roles(getClass());

  public DatabaseRolesSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
