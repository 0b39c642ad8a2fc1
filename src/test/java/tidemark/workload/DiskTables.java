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
    for (Sql table : dialect.file("disk-schema").all()) {
      execute(table);
    }
  }

  @Override
  public void drop() throws SQLException {
    execute(dialect.file("disk").get("drop"));
  }

  private void execute(Sql sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql.text());
    }
  }
}
