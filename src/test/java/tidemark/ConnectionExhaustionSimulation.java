package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/**
 * Not enough connections: pools and a server with more clients than they have room for, a leak,
 * load that grows to the limit, and backends that are killed.
 */
public final class ConnectionExhaustionSimulation extends Simulation {
  private final Run run = Run.connections(getClass());

  public ConnectionExhaustionSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
