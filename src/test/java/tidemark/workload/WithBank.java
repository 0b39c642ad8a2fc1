package tidemark.workload;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tidemark.sql.SqlDialect;

/** Gives every test an empty bank on one kind of database. */
abstract class WithBank {
  final SqlDialect dialect;
  @TempDir Path folder;
  BankUnderTest bank;

  WithBank(SqlDialect dialect) {
    this.dialect = dialect;
  }

  @BeforeEach
  final void openBank() throws SQLException {
    bank = BankUnderTest.open(dialect, folder, BankUnderTest.SEED);
  }

  @AfterEach
  final void closeBank() throws SQLException {
    bank.close();
  }

  /** From now on the database says yes to such changes and makes none, as a trigger may have it. */
  void swallow(String change, String table, String rows) throws SQLException {
    String trigger =
        "CREATE TRIGGER swallows BEFORE %s ON %s FOR EACH ROW WHEN (%s) "
            .formatted(change, table, rows);
    if (onPostgresql()) {
      bank.execute(
          "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
          trigger + "EXECUTE FUNCTION swallow()");
    } else {
      bank.execute(trigger + "BEGIN SELECT RAISE(IGNORE); END");
    }
  }

  boolean onPostgresql() {
    return dialect == SqlDialect.POSTGRESQL;
  }
}
