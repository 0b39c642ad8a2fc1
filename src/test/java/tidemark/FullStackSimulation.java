package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/**
 * Twenty users chat with a backend that stores their chats in a database, on which five roles work
 * at the same time; at the end every cent and every chat is accounted for.
 */
public final class FullStackSimulation extends Simulation {
  private final Run run = Run.fullStack(getClass());

  public FullStackSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
