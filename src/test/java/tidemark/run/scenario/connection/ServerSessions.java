package tidemark.run.scenario.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tidemark.run.scenario.CaseSite;
import tidemark.sql.SqlDialect;

/**
 * The sessions that we have opened on a PostgreSQL server since this watch began, and nobody
 * else's: they are of our user and database, have our name, and are younger than its own. For one
 * thread.
 */
final class ServerSessions {
  private static final String OURS =
      """
      FROM pg_stat_activity, (SELECT backend_start AS since FROM pg_stat_activity
                              WHERE pid = pg_backend_pid()) AS watch
      WHERE datname = current_database() AND usename = session_user
        AND application_name = current_setting('application_name')
        AND backend_start > since""";

  private static final String LOOK =
      """
      SELECT pid, client_port, coalesce(state, ''), coalesce(wait_event_type = 'Lock', false)
      """
          + OURS;

  private static final String END = "SELECT pg_terminate_backend(pid) " + OURS + " AND pid = ?";

  private final Connection connection;

  private ServerSessions(Connection connection) {
    this.connection = connection;
  }

  /**
   * Watches the sessions that are opened from now on; empty where there is no server.
   *
   * @throws SQLException if no connection is left for that
   */
  static Optional<ServerSessions> of(CaseSite site) throws SQLException {
    return site.dialect() == SqlDialect.POSTGRESQL ? Optional.of(watch(site)) : Optional.empty();
  }

  /**
   * Begins to watch, on a connection that is closed with the site.
   *
   * @throws SQLException if it cannot be opened
   */
  private static ServerSessions watch(CaseSite site) throws SQLException {
    return new ServerSessions(site.connection());
  }

  /** Those that are there now. */
  List<ServerSession> all() throws SQLException {
    List<ServerSession> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LOOK)) {
      while (rows.next()) {
        all.add(
            new ServerSession(
                rows.getLong(1), rows.getInt(2), rows.getString(3), rows.getBoolean(4)));
      }
    }
    return all;
  }

  /** Has the server end these, if they are ours. */
  void end(List<ServerSession> sessions) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END)) {
      for (ServerSession session : sessions) {
        statement.setLong(1, session.pid());
        statement.executeQuery().close();
      }
    }
  }
}
