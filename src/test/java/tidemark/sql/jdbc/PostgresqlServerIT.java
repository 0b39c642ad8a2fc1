package tidemark.sql.jdbc;

import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import tidemark.sql.EngineSettings;
import tidemark.sql.PostgresqlServerContract;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;

final class PostgresqlServerIT extends PostgresqlServerContract {
  @Override
  protected SqlEngine open(PGSimpleDataSource source, EngineSettings settings) throws SQLException {
    return BlockingContract.open(source, SqlDialect.POSTGRESQL, settings);
  }
}
