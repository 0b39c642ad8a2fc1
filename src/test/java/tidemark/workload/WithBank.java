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

  boolean onPostgresql() {
    return dialect == SqlDialect.POSTGRESQL;
  }
}
