package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/** Ten users chat, fifty requests in all: what the backend does when it is hardly loaded. */
public final class ChatBaselineSimulation extends Simulation {
  private final Run run = Run.chats(getClass());

  public ChatBaselineSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
