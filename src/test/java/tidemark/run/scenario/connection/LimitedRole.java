package tidemark.run.scenario.connection;

import java.sql.Connection;
import java.sql.SQLException;
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

  private static final String MAY =
      "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user";

  private final OwnSession maker;
  private final String name;
  private final String password;

  private LimitedRole(OwnSession maker, String name, String password) {
    this.maker = maker;
    this.name = name;
    this.password = password;
  }

  /**
   * Makes it anew, if the user may.
   *
   * @param maker open until it is dropped
   */
  static Optional<LimitedRole> make(OwnSession maker) throws SQLException {
    if (maker.text(MAY).equals("f")) {
      return Optional.empty();
    }
    String name =
        "tidemark_limited_"
            + maker.text("SELECT oid FROM pg_database WHERE datname = current_database()");
    String password = UUID.randomUUID().toString();
    maker.execute("DROP ROLE IF EXISTS " + name);
    maker.execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s' CONNECTION LIMIT %d".formatted(name, password, LIMIT));
    return Optional.of(new LimitedRole(maker, name, password));
  }

  /** Connects as the role to where the others connect. */
  DataSource source(DataSource others) {
    return new ForwardingSource() {
      @Override
      public Connection getConnection() throws SQLException {
        return others.getConnection(name, password);
      }
    };
  }

  @Override
  public void close() throws SQLException {
    maker.execute("DROP ROLE " + name);
  }
}
