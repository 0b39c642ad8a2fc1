package tidemark.run.scenario;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import tidemark.sql.jdbc.ForwardingSource;

/**
 * A PostgreSQL role that may have few connections, so that a server's limit is met without taking
 * all that it has from others. One for each database; dropped when closed.
 */
final class LimitedRole implements AutoCloseable {
  static final int LIMIT = 5;

  private final Connection maker;
  private final String name;
  private final DataSource source;

  private LimitedRole(Connection maker, String name, DataSource source) {
    this.maker = maker;
    this.name = name;
    this.source = source;
  }

  /**
   * Makes it anew, if the user may.
   *
   * @param maker open until it is dropped
   * @param server where it is to connect
   */
  static Optional<LimitedRole> make(Connection maker, DataSource server) throws SQLException {
    if (text(maker, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        .equals("f")) {
      return Optional.empty();
    }
    String name =
        "tidemark_limited_"
            + text(maker, "SELECT oid FROM pg_database WHERE datname = current_database()");
    String password = UUID.randomUUID().toString();
    execute(maker, "DROP ROLE IF EXISTS " + name);
    execute(
        maker,
        "CREATE ROLE %s LOGIN PASSWORD '%s' CONNECTION LIMIT %d".formatted(name, password, LIMIT));
    return Optional.of(
        new LimitedRole(
            maker,
            name,
            new ForwardingSource() {
              @Override
              public Connection getConnection() throws SQLException {
                return server.getConnection(name, password);
              }
            }));
  }

  /** Connects as the role. */
  DataSource source() {
    return source;
  }

  static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    execute(maker, "DROP ROLE " + name);
  }
}
