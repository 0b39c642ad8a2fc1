package tidemark.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the sessions of a PostgreSQL database are at, all but its own. A server that is away is
 * asked again with the next look. Looks are of one thread; it may be closed by another.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/monitoring-stats.html#WAIT-EVENT-TABLE">wait
 *     events</a>
 */
final class SessionLook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLook.class);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** Without a wait event a session has the processor, or waits for it. */
  private static final String SESSIONS =
      """
      SELECT CASE WHEN state <> 'active' THEN 'idle in transaction'
                  ELSE coalesce(wait_event_type || ':' || wait_event, 'running') END, count(*)
      FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend'
        AND (state = 'active' OR state LIKE 'idle in transaction%')
      GROUP BY 1""";

  private final DataSource source;
  private final AtomicReference<@Nullable Connection> open = new AtomicReference<>();
  private volatile boolean closed;

  SessionLook(DataSource source) {
    this.source = source;
  }

  /** How many are at what; empty if the server does not say. */
  Optional<Map<String, Long>> sessions() {
    try {
      return Optional.of(read(connection()));
    } catch (SQLException e) {
      LOG.debug("no look at the sessions", e);
      drop();
      return Optional.empty();
    }
  }

  private Connection connection() throws SQLException {
    Connection known = open.get();
    if (known != null) {
      return known;
    }
    Connection made = source.getConnection();
    made.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST.toMillis()));
    open.set(made);
    if (closed) { // meanwhile: nobody else would close it
      drop();
    }
    return made;
  }

  private static Map<String, Long> read(Connection connection) throws SQLException {
    Map<String, Long> sessions = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SESSIONS)) {
      while (rows.next()) {
        sessions.put(rows.getString(1), rows.getLong(2));
      }
    }
    return sessions;
  }

  /** Without a word to the server, which may not listen. */
  private void drop() {
    Connection known = open.getAndSet(null);
    if (known != null) {
      try {
        known.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("a connection could not be closed", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    drop();
  }
}
