package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/**
 * What is large: tables as wide as the database has them, long messages, many ids, a result that no
 * memory holds, and a server's process that gets no more of it.
 */
public final class MemoryPressureSimulation extends Simulation {
  private final Run run = Run.memory(getClass());

  public MemoryPressureSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
