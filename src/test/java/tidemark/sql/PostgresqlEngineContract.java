package tidemark.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import tidemark.testdb.TestDatabase;

/** What every engine does on PostgreSQL. */
public abstract class PostgresqlEngineContract extends SqlEngineContract
    implements PostgresqlErrorsContract, PostgresqlLossContract {
  @Override
  protected final TestDatabase newDatabase(Path folder) {
    return TestDatabase.of(SqlDialect.POSTGRESQL, folder);
  }

  @Override
  protected final Gate newGate() throws SQLException {
    return new PostgresqlGate(database());
  }

  @Override
  protected final boolean isDisconnected(TestDatabase from) throws SQLException {
    return from.number(
            "SELECT COUNT(*) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()")
        == 0;
  }

  @Override
  public final Sql longQuery() {
    return new Sql("sleep", "SELECT 1 FROM pg_sleep(300)");
  }

  @Override
  public final String syntaxErrorCategory() {
    return "sqlstate_42601";
  }

  @Override
  public final String thingTable() {
    return "CREATE TABLE thing (id BIGINT PRIMARY KEY, t TEXT, n BIGINT, r DOUBLE PRECISION,"
        + " re DOUBLE PRECISION, im DOUBLE PRECISION, b BOOLEAN, at TIMESTAMPTZ, u UUID)";
  }

  @Override
  public final boolean keepsAlike(Class<?> written, Class<?> asked) {
    return false;
  }
}
