package tidemark.run.scenario.connection;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import tidemark.sql.SqlDialect;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitTables;
import tidemark.workload.Tables;

/**
 * The tables that cases of connections commit to. Before they are made, the roles that killed runs
 * have left on the server are dropped.
 */
public final class ConnectionTables implements Tables {
  private final DataSource database;
  private final SqlDialect dialect;
  private final Tables commits;

  public ConnectionTables(DataSource database, SqlDialect dialect) {
    this.database = database;
    this.dialect = dialect;
    commits = new CommitTables(database, new BuiltinCommitLog(dialect));
  }

  @Override
  public void create() throws SQLException {
    if (dialect == SqlDialect.POSTGRESQL) {
      try (Connection connection = database.getConnection()) {
        LimitedRole.dropLeft(connection);
      }
    }
    commits.create();
  }

  @Override
  public void drop() throws SQLException {
    commits.drop();
  }
}
