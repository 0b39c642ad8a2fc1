package tidemark.sql;

import java.time.Duration;
import java.util.Optional;

/**
 * How a test wants an engine to be opened.
 *
 * @param isolation JDBC's number of the level; empty for the database's default
 */
public record EngineSettings(
    int connections, Duration acquireTimeout, Duration timeout, Optional<Integer> isolation) {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Limits that no test should meet by accident. */
  public static EngineSettings of(int connections) {
    return new EngineSettings(connections, LONG, LONG, Optional.empty());
  }

  EngineSettings withAcquireTimeout(Duration value) {
    return new EngineSettings(connections, value, timeout, isolation);
  }

  EngineSettings withTimeout(Duration value) {
    return new EngineSettings(connections, acquireTimeout, value, isolation);
  }

  EngineSettings withIsolation(int value) {
    return new EngineSettings(connections, acquireTimeout, timeout, Optional.of(value));
  }
}
