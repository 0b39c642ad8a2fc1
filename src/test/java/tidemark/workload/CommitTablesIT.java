package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.sql.SqlDialect;
import tidemark.testdb.TestDatabase;

/** Only tables of one's own are dropped. */
class CommitTablesIT {
  @TempDir Path folder;

  /** Of two schemas whose names are alike to a pattern, the other one is left alone. */
  @Test
  void theTablesOfAnotherSchemaAreNotDropped() throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      database.execute(
          "CREATE SCHEMA my_tide",
          "CREATE SCHEMA myxtide",
          "CREATE TABLE myxtide.tidemark_commit_table_1 (id INTEGER)",
          "ALTER DATABASE " + database.name() + " SET search_path = my_tide, myxtide");
      CommitTables tables =
          new CommitTables(database.source(), new BuiltinCommitLog(SqlDialect.POSTGRESQL));
      tables.create();
      tables.drop();

      assertThat(
              database.number(
                  "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'myxtide'"
                      + " AND tablename = 'tidemark_commit_table_1'"))
          .isEqualTo(1);
      assertThat(database.number("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'my_tide'"))
          .isZero();
    }
  }
}
