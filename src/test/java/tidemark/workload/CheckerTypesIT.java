package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.error.ErrorKind;
import tidemark.sql.SqlDialect;

/** A checker sees every column that holds another type, and says whose it is. */
class CheckerTypesIT {
  @TempDir Path folder;

  /** SQLite keeps whatever it is given, once the table's own checks are off. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text      | name = CAST(name AS BLOB)                 | String",
        "integer   | opening = 'many'                          | Long",
        "integer   | opening = opening + 0.5                   | Long",
        "double    | interest_rate = 'low'                     | Double",
        "complex   | risk_re = x'00'                           | Double",
        "complex   | risk_im = 'none'                          | Double",
        "boolean   | active = 'true'                           | Boolean",
        "boolean   | active = 2                                | Boolean",
        "timestamp | created_at = '2020-01-01T00:00:00Z'       | Instant",
        "uuid      | ref = 'nobody'                            | UUID",
        "uuid      | ref = x'0123456789abcdef0123456789abcdef' | UUID",
      })
  void inSqlite(String query, String damage, String type) throws SQLException {
    seesAnotherType(
        SqlDialect.SQLITE,
        query,
        type,
        "PRAGMA ignore_check_constraints = true",
        "UPDATE tidemark_account SET " + damage);
  }

  /** PostgreSQL keeps to the type of its column, so the column is another. A name cannot be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer   | opening TYPE numeric                  | Long",
        "double    | interest_rate TYPE real               | Double",
        "complex   | risk_re TYPE text                     | Double",
        "complex   | risk_im TYPE numeric                  | Double",
        "boolean   | active TYPE integer USING active::int | Boolean",
        "timestamp | created_at TYPE date                  | Instant",
        "uuid      | ref TYPE text                         | UUID",
      })
  void inPostgresql(String query, String damage, String type) throws SQLException {
    seesAnotherType(
        SqlDialect.POSTGRESQL, query, type, "ALTER TABLE tidemark_account ALTER COLUMN " + damage);
  }

  private void seesAnotherType(SqlDialect dialect, String query, String type, String... damage)
      throws SQLException {
    try (BankUnderTest bank = BankUnderTest.open(dialect, folder, BankUnderTest.SEED)) {
      bank.insert(bank.user(1), 1);
      Turn turn = bank.user(4).nextTurn();
      Witness<?, ?> watched =
          Witness.of(new Checker(dialect).work(turn))
              .after("first_50", chosen -> bank.execute(damage));

      Ran<?> ran = bank.run(watched.work());

      assertThat(ran.failureKind()).isEqualTo(ErrorKind.WRONG_VALUE);
      assertThat(ran.message()).startsWith("account 1: ").contains("holds no " + type);
      assertThat(watched.seen().get(watched.seen().size() - 1).name()).isEqualTo(query);
    }
  }
}
