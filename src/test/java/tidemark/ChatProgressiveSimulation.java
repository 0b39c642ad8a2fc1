package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/** More users in each step, until the backend no longer holds: the last good step is its limit. */
public final class ChatProgressiveSimulation extends Simulation {
  private final Run run = Run.chats(getClass());

  public ChatProgressiveSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
