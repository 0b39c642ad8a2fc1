package tidemark.sql.jdbc;

import java.time.Duration;
import java.util.Optional;

/**
 * How the blocking engine works.
 *
 * @param connections connections in the pool, and workers: 1 or more
 * @param acquireTimeout longest wait for a worker and a connection together, at least 250 ms
 * @param timeout longest time for one attempt's statements together
 * @param isolation JDBC's number of the isolation level; empty for the database's default
 */
public record JdbcSettings(
    int connections, Duration acquireTimeout, Duration timeout, Optional<Integer> isolation) {
  /** The same where no time is shorter than that. */
  public JdbcSettings patient(Duration least) {
    return new JdbcSettings(
        connections, longer(acquireTimeout, least), longer(timeout, least), isolation);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
