package tidemark.sql;

import io.gatling.core.CoreComponents;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.core.protocol.Protocol;
import io.gatling.core.protocol.ProtocolKey;
import io.gatling.javaapi.core.ProtocolBuilder;
import java.util.function.BooleanSupplier;
import scala.Function1;
import tidemark.record.Recorder;

/**
 * How SQL actions reach their database: the engine, the recorder, the retries, and the run they are
 * part of. Immutable.
 */
public final class SqlProtocol implements Protocol, ProtocolBuilder {
  static final ProtocolKey<SqlProtocol, SqlComponents> KEY = new Key();

  private final SqlEngine engine;
  private final Recorder recorder;
  private final int retries;
  private final BooleanSupplier open;
  private final Runnable userStarted;
  private final Runnable userEnded;

  private SqlProtocol(
      SqlEngine engine,
      Recorder recorder,
      int retries,
      BooleanSupplier open,
      Runnable userStarted,
      Runnable userEnded) {
    this.engine = engine;
    this.recorder = recorder;
    this.retries = retries;
    this.open = open;
    this.userStarted = userStarted;
    this.userEnded = userEnded;
  }

  static SqlProtocol of(SqlEngine engine) {
    return new SqlProtocol(engine, Recorder.NONE, 0, () -> true, () -> {}, () -> {});
  }

  public SqlProtocol recorder(Recorder value) {
    return new SqlProtocol(engine, value, retries, open, userStarted, userEnded);
  }

  /** Further tries after an error of the retry class, 0 or more. */
  public SqlProtocol retries(int value) {
    return new SqlProtocol(engine, recorder, value, open, userStarted, userEnded);
  }

  /** As long as this is true, operations start; afterwards users pass by. */
  public SqlProtocol open(BooleanSupplier value) {
    return new SqlProtocol(engine, recorder, retries, value, userStarted, userEnded);
  }

  /** Told of each user of a scenario with SQL actions, on its event loop. */
  public SqlProtocol users(Runnable started, Runnable ended) {
    return new SqlProtocol(engine, recorder, retries, open, started, ended);
  }

  SqlEngine engine() {
    return engine;
  }

  Recorder recorder() {
    return recorder;
  }

  int retries() {
    return retries;
  }

  boolean isOpen() {
    return open.getAsBoolean();
  }

  void userStarted() {
    userStarted.run();
  }

  void userEnded() {
    userEnded.run();
  }

  @Override
  public Protocol protocol() {
    return this;
  }

  private static final class Key implements ProtocolKey<SqlProtocol, SqlComponents> {
    @Override
    @SuppressWarnings("unchecked")
    public Class<Protocol> protocolClass() {
      return (Class<Protocol>) (Class<?>) SqlProtocol.class;
    }

    @Override
    public SqlProtocol defaultProtocolValue(GatlingConfiguration configuration) {
      throw new IllegalStateException("a scenario with SQL actions needs protocols(sql(engine))");
    }

    @Override
    public Function1<SqlProtocol, SqlComponents> newComponents(CoreComponents core) {
      return protocol -> new SqlComponents(core, protocol);
    }
  }
}
