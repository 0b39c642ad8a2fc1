package tidemark.workload;

<<<<<<< HEAD
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
=======
>>>>>>> 66ade5b5e35dbce0119bd2c4f0a811a27fc296b7
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.sql.SqlDialect;

<<<<<<< HEAD
/** Runs the tests of a class on each database, every test with an empty bank. */
@ParameterizedClass
@EnumSource(SqlDialect.class)
abstract class OnEachDatabase {
  final SqlDialect dialect;
  @TempDir Path folder;
  BankUnderTest bank;

  OnEachDatabase(SqlDialect dialect) {
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
=======
/** Runs the tests of a class on each kind of database. */
@ParameterizedClass
@EnumSource(SqlDialect.class)
abstract class OnEachDatabase extends WithBank {
  OnEachDatabase(SqlDialect dialect) {
    super(dialect);
>>>>>>> 66ade5b5e35dbce0119bd2c4f0a811a27fc296b7
  }
}
