package tidemark.sql.reactive;

import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import tidemark.sql.EngineSettings;
import tidemark.sql.PostgresqlServerContract;
import tidemark.sql.SqlEngine;

final class PostgresqlReactiveServerIT extends PostgresqlServerContract {
  @Override
  protected SqlEngine open(PGSimpleDataSource source, EngineSettings settings) throws SQLException {
    return PostgresqlReactiveEngineIT.open(source, settings);
  }
}
