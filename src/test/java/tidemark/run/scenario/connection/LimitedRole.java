package tidemark.run.scenario.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.sql.jdbc.ForwardingSource;

/**
 * A PostgreSQL role that may have few connections, so that a server's limit is met without taking
 * all that it has from others. Dropped when closed; after a kill, when the next run begins. Until
 * then nobody gets in by it: its password is good for an hour.
 */
final class LimitedRole implements AutoCloseable {
  static final int LIMIT = 5;

  private static final Logger LOG = LoggerFactory.getLogger(LimitedRole.class);

  private static final String PREFIX = "tidemark_limited_";

  /** Its comment: a name alone could be that of anybody's role. */
  private static final String MARK = "made by Tidemark for one case, and not for long";

  /**
   * The upper half of an advisory lock's key, of which the role's number is the other; "role" in
   * ASCII. In whatever database of the server: whoever has that lock is a run that needs the role.
   */
  private static final int IN_USE = 0x726f6c65;

  private static final String MAY =
      "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user";

  private static final String LEFT =
      """
      SELECT rolname FROM pg_roles
      WHERE rolname ~ '^%s[0-9a-f]{32}$' AND shobj_description(oid, 'pg_authid') = '%s'
        AND NOT EXISTS (
          SELECT FROM pg_locks
          WHERE locktype = 'advisory' AND classid = %d AND objid = pg_roles.oid AND objsubid = 1)
        AND (%s)"""
          .formatted(PREFIX, MARK, IN_USE, MAY);

  private final OwnSession maker;
  private final String name;
  private final String password;

  private LimitedRole(OwnSession maker, String name, String password) {
    this.maker = maker;
    this.name = name;
    this.password = password;
  }

  /**
   * Makes one, if the user may.
   *
   * @param maker open until it is dropped
   */
  static Optional<LimitedRole> make(OwnSession maker) throws SQLException {
    if (maker.text(MAY).equals("f")) {
      return Optional.empty();
    }
    String name = PREFIX + UUID.randomUUID().toString().replace("-", "");
    String password = UUID.randomUUID().toString();
    String until = maker.text("SELECT now() + interval '1 hour'");
    maker.execute("BEGIN"); // nobody sees a role of which nobody has the lock
    maker.execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s' VALID UNTIL '%s' CONNECTION LIMIT %d"
            .formatted(name, password, until, LIMIT));
    maker.execute("COMMENT ON ROLE %s IS '%s'".formatted(name, MARK));
    maker.text(
        "SELECT pg_advisory_lock(%d::bigint << 32 | oid::bigint) FROM pg_roles WHERE rolname = '%s'"
            .formatted(IN_USE, name));
    maker.execute("COMMIT");
    return Optional.of(new LimitedRole(maker, name, password));
  }

  /**
   * Drops those of runs that were killed, if the user may.
   *
   * @param connection to any database of the server
   */
  static void dropLeft(Connection connection) throws SQLException {
    for (String name : left(connection)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DROP ROLE IF EXISTS " + name); // another run may be as far as this
      } catch (SQLException e) {
        LOG.warn("role {}, which a killed run has left, cannot be dropped: {}", name, e.toString());
      }
    }
  }

  private static List<String> left(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LEFT)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
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
