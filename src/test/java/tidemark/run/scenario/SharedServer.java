package tidemark.run.scenario;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import tidemark.fault.LocalBackend;

/** A PostgreSQL server that others may need too, and what can be had of it. For one thread. */
final class SharedServer {
  private static final String SELF = "SELECT pg_backend_pid(), coalesce(inet_client_port(), 0)";

  /**
   * The server has a limit, and so may the database and the role, for all who use them. Sessions
   * without a database are no clients.
   */
  private static final String FREE =
      """
      SELECT least(
        current_setting('max_connections')::int
          - current_setting('superuser_reserved_connections')::int
          - coalesce(current_setting('reserved_connections', true)::int, 0)
          - (SELECT count(datid) FROM pg_stat_activity),
        (SELECT nullif(datconnlimit, -1)
           - (SELECT count(*) FROM pg_stat_activity WHERE datid = pg_database.oid)
         FROM pg_database WHERE datname = current_database()),
        (SELECT nullif(rolconnlimit, -1)
           - (SELECT count(*) FROM pg_stat_activity WHERE usesysid = pg_roles.oid)
         FROM pg_roles WHERE rolname = session_user))""";

  private final Connection connection;

  SharedServer(Connection connection) {
    this.connection = connection;
  }

  /**
   * True if it is on this machine. Its process shows that: through a tunnel or a pooler any server
   * has an address of this machine.
   */
  boolean isNear() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet self = statement.executeQuery(SELF)) {
      self.next();
      LocalBackend.of(self.getLong(1), self.getInt(2));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** How many connections it still has for us; 0 or less if there is none. */
  int free() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet free = statement.executeQuery(FREE)) {
      free.next();
      return free.getInt(1);
    }
  }
}
