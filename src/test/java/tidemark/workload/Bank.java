package tidemark.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;

/** The bank's tables, all named {@code tidemark_*}: made before a run, dropped after it. */
public final class Bank implements Tables {
  /** Reads the names of the branches, for a feeder. */
  public static final String BRANCHES = "SELECT name FROM tidemark_branch ORDER BY id";

  private static final List<String> BRANCH_NAMES =
      List.of(
          "anchorage",
          "breakwater",
          "causeway",
          "dockside",
          "estuary",
          "foreshore",
          "groyne",
          "harbour",
          "inlet",
          "jetty",
          "keel",
          "lagoon",
          "mooring",
          "narrows",
          "offing",
          "pier",
          "quay",
          "reef",
          "sandbar",
          "tideway");

  private final DataSource database;
  private final SqlDialect dialect;

  public Bank(DataSource database, SqlDialect dialect) {
    this.database = database;
    this.dialect = dialect;
  }

  /** All tables or none. */
  @Override
  public void create() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      run(connection, "drop");
      run(connection, "schema");
      branches(connection);
      connection.commit();
    }
  }

  private static void branches(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO tidemark_branch (id, name) VALUES (?, ?)")) {
      for (int i = 0; i < BRANCH_NAMES.size(); i++) {
        insert.setLong(1, i);
        insert.setString(2, BRANCH_NAMES.get(i));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public void drop() throws SQLException {
    try (Connection connection = database.getConnection()) {
      run(connection, "drop");
    }
  }

  private void run(Connection connection, String file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Sql sql : dialect.file(file).all()) {
        statement.execute(sql.text());
      }
    }
  }
}
