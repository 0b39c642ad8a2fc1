package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/**
 * Versioned commits: from a hundred connections at once, as fast as one connection can, a thousand
 * in a row, and whether they get slower with time.
 */
public final class CommitStressSimulation extends Simulation {
  private final Run run = Run.commits(getClass());

  public CommitStressSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
