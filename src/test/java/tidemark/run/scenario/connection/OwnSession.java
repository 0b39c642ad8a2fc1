package tidemark.run.scenario.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import tidemark.run.scenario.CaseSite;

/** A connection of a case's own, beside every pool. For one thread. */
record OwnSession(Connection connection) implements AutoCloseable {
  static OwnSession open(CaseSite site) throws SQLException {
    return new OwnSession(site.connection());
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one value that a query gives, as text. */
  String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
