package tidemark.sql.jdbc;

import java.sql.SQLException;
import tidemark.sql.EngineSettings;
import tidemark.sql.PostgresqlEngineContract;
import tidemark.sql.SqlEngine;
import tidemark.testdb.TestDatabase;

final class PostgresqlJdbcEngineIT extends PostgresqlEngineContract implements BlockingContract {
  @Override
  protected SqlEngine open(TestDatabase on, EngineSettings settings) throws SQLException {
    return BlockingContract.open(on, settings);
  }
}
