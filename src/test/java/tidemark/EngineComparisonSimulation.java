package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/**
 * Five roles work on one bank, whose engines take turns: by threads, by event loops, and again;
 * what each has done is side by side at the end, where every cent is accounted for.
 */
public final class EngineComparisonSimulation extends Simulation {
  private final Run run = Run.engines(getClass());

  public EngineComparisonSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
