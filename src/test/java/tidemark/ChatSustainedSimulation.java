package tidemark;

import io.gatling.javaapi.core.Simulation;
import tidemark.run.Run;

/** A hundred users chat for five minutes: does the backend get slower, or fail more, with time? */
public final class ChatSustainedSimulation extends Simulation {
  private final Run run = Run.chats(getClass());

  public ChatSustainedSimulation() {
    setUp(run.populations()).protocols(run.protocols()).assertions(run.assertions());
  }
}
