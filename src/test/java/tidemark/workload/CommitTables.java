package tidemark.workload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import tidemark.sql.Sql;

/** The tables of a commit log, and those that commits make. */
public final class CommitTables implements Tables {
  private static final String PREFIX = "tidemark_commit";

  private final DataSource database;
  private final CommitLog log;

  public CommitTables(DataSource database, CommitLog log) {
    this.database = database;
    this.log = log;
  }

  /** The statement that makes the table of a commit's own with this number. */
  public static Sql create(int number) {
    return new Sql("create_table", "CREATE TABLE " + name(number) + " (id BIGINT PRIMARY KEY)");
  }

  public static String name(int number) {
    return name("table_" + number);
  }

  /** The name of a table that a commit makes; in small letters, digits and underscores. */
  public static String name(String what) {
    return PREFIX + "_" + what;
  }

  @Override
  public void create() throws SQLException {
    drop();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      log.prepare(connection);
      connection.commit();
    }
  }

  @Override
  public void drop() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String table : tables(connection)) {
        statement.execute("DROP TABLE " + table);
      }
      connection.commit();
    }
  }

  /**
   * Of the schema in which tables are made. What is asked for is a pattern, in which an underscore
   * is any letter: so what is found is looked at again.
   */
  private static List<String> tables(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    String schema = connection.getSchema();
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, PREFIX + "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        String name = tables.getString("TABLE_NAME");
        if (Objects.equals(tables.getString("TABLE_SCHEM"), schema)
            && name.matches(PREFIX + "(_[a-z0-9_]+)?")) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
