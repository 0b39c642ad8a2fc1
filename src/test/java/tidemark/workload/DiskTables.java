package tidemark.workload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;

/** The table that is written where the disk is full. */
public final class DiskTables implements Tables {
  private final DataSource database;
  private final SqlDialect dialect;

  public DiskTables(DataSource database, SqlDialect dialect) {
    this.database = database;
    this.dialect = dialect;
  }

  @Override
  public void create() throws SQLException {
    drop();
    execute("disk-schema");
  }

  @Override
  public void drop() throws SQLException {
    execute("disk-drop");
  }

  private void execute(String file) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (Sql sql : dialect.file(file).all()) {
        statement.execute(sql.text());
      }
    }
  }
}
