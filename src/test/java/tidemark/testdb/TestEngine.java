package tidemark.testdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import tidemark.sql.SqlEngine;
import tidemark.sql.jdbc.JdbcEngine;
import tidemark.sql.jdbc.JdbcSettings;

/** Opens an engine on a test database. */
public final class TestEngine {
  private static final Duration ACQUIRE = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private TestEngine() {}

  /** An engine with so many connections. */
  public static SqlEngine open(TestDatabase database, int connections) throws SQLException {
    return open(database, database.source(), connections);
  }

  /** The same by way of another source of connections, which may do something of its own. */
  public static SqlEngine open(TestDatabase database, DataSource source, int connections)
      throws SQLException {
    return JdbcEngine.open(
        source,
        database.dialect(),
        new JdbcSettings(connections, ACQUIRE, TIMEOUT, Optional.empty()));
  }
}
