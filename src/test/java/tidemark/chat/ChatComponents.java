package tidemark.chat;

import io.gatling.core.CoreComponents;
import io.gatling.core.protocol.ProtocolComponents;
import io.gatling.core.session.Session;
import scala.Function1;
import scala.runtime.BoxedUnit;
import tidemark.gatling.ChatSamples;
import tidemark.record.Response;

/** What the chat actions of one population share. */
final class ChatComponents implements ProtocolComponents {
  private final ChatProtocol protocol;
  private final ChatSamples samples;

  ChatComponents(CoreComponents core, ChatProtocol protocol) {
    this.protocol = protocol;
    this.samples = new ChatSamples(core, protocol.recorder());
  }

  ChatProtocol protocol() {
    return protocol;
  }

  /** Tells all who are to know of a finished chat; the session to go on with. */
  Session report(Session session, Response response) {
    if (protocol.reported()) {
      return samples.report(session, response.sample(), response.message());
    }
    protocol.recorder().chat(response.sample(), response.message());
    return session;
  }

  @Override
  public Function1<Session, Session> onStart() {
    return session -> {
      protocol.userStarted();
      return session;
    };
  }

  @Override
  public Function1<Session, BoxedUnit> onExit() {
    return session -> {
      protocol.userEnded();
      return BoxedUnit.UNIT;
    };
  }
}
