package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.testdb.TestDatabase;

/** Every statement of every file is understood by the database that it is written for. */
final class SqlFilesIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyStatementIsUnderstood(SqlDialect dialect) throws SQLException {
    TestDatabase database = TestDatabase.of(dialect, folder);
    int understood = 0;
    try (Connection connection = database.source().getConnection()) {
      executeAll(connection, dialect.file("schema"));
      executeAll(connection, dialect.file("commit-schema"));
      executeAll(connection, dialect.file("disk-schema"));
      if (dialect == SqlDialect.POSTGRESQL) {
        database.execute("CREATE EXTENSION amcheck");
      }
      for (String file : SqlResources.files(dialect)) {
        if (!file.endsWith("schema") && !file.equals("drop")) {
          for (Sql sql : dialect.file(file).all()) {
            assertUnderstood(connection, file, sql);
            understood++;
          }
        }
      }
      executeAll(connection, dialect.file("drop"));
    }
    assertThat(understood).isGreaterThan(20);
  }

  private static void executeAll(Connection connection, SqlFile file) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Sql sql : file.all()) {
        statement.execute(sql.text());
      }
    }
  }

  /** SQLite compiles at once; PostgreSQL when it is asked about the parameters. */
  private static void assertUnderstood(Connection connection, String file, Sql sql) {
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      assertThat(statement.getParameterMetaData().getParameterCount())
          .isEqualTo((int) sql.text().chars().filter(c -> c == '?').count());
    } catch (SQLException e) {
      throw new AssertionError(file + ": " + sql.name(), e);
    }
  }
}
