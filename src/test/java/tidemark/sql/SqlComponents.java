package tidemark.sql;

import io.gatling.core.CoreComponents;
import io.gatling.core.protocol.ProtocolComponents;
import io.gatling.core.session.Session;
import scala.Function1;
import scala.runtime.BoxedUnit;
import tidemark.gatling.Samples;

/** What the SQL actions of one population share. */
final class SqlComponents implements ProtocolComponents {
  private final SqlProtocol protocol;
  private final Samples samples;

  SqlComponents(CoreComponents core, SqlProtocol protocol) {
    this.protocol = protocol;
    this.samples = new Samples(core, protocol.recorder());
  }

  SqlProtocol protocol() {
    return protocol;
  }

  Samples samples() {
    return samples;
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
