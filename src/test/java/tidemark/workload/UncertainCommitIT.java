package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.error.ErrorKind;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.testdb.Intercepted;
import tidemark.testdb.TestEngine;

/**
 * Connections that are lost during COMMIT: the user does not know what became of its commit, goes
 * on with the next number, and the audit is content with either. SQLite has no connection to lose.
 */
class UncertainCommitIT extends WithBank {
  private static final int FULL = 40;

  private Staff staff;
  private Teller user;

  UncertainCommitIT() {
    super(SqlDialect.POSTGRESQL);
  }

  @BeforeEach
  void work() {
    staff = new Staff(bank, FULL, LockOrder.ID);
    bank.insert(bank.user(1), FULL);
    user = bank.user(2);
  }

  /** An inserter writes 20 rows, and 20 more for what it retires. */
  @ParameterizedTest
  @CsvSource({"INSERTER, 40", "TRANSFERRER, 1", "DELETER, 1"})
  void itMayNotBeThere(Role role, int lines) throws SQLException {
    bank.execute(
        "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS"
            + " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'",
        "CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON tidemark_ledger"
            + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()");
    Ran<?> ran = bank.run(staff.next(role, user));
    bank.execute("DROP TRIGGER dies ON tidemark_ledger");

    assertThat(ran.failureKind()).isEqualTo(ErrorKind.COMMIT_UNKNOWN);
    assertThat(ledgerRows(1)).isZero();
    goesOn(role, lines);
  }

  @ParameterizedTest
  @CsvSource({"INSERTER, 40", "TRANSFERRER, 1", "DELETER, 1"})
  void itMayBeThere(Role role, int lines) throws SQLException {
    try (SqlEngine unheard = TestEngine.open(bank.database(), losingAnswers(), 1)) {
      Ran<?> ran = BankUnderTest.start(unheard, staff.next(role, user)).join();

      assertThat(ran.failureKind()).isEqualTo(ErrorKind.COMMIT_UNKNOWN);
    }
    assertThat(ledgerRows(1)).isEqualTo(lines);
    goesOn(role, lines);
  }

  /** Commits, and then says that the connection is lost. */
  private DataSource losingAnswers() {
    return Intercepted.source(
        bank.database().source(),
        (method, call) -> {
          Object result = call.proceed();
          if (method.equals("commit")) {
            throw new SQLException("the answer is lost", "08006");
          }
          return result;
        });
  }

  private long ledgerRows(long number) throws SQLException {
    return bank.number(
        "SELECT COUNT(*) FROM tidemark_ledger WHERE writer = 2 AND number = " + number);
  }

  private void goesOn(Role role, int lines) throws SQLException {
    bank.run(staff.next(role, user)).reached();

    assertThat(ledgerRows(2)).isPositive();
    assertThat(bank.ledger().expected().get(1).uncertain())
        .isEqualTo(List.of(new CommitCounter.Uncertain(new Entry(2, 1, 1), lines)));
    Audited audit = bank.audit();
    assertThat(audit.broken()).isEmpty();
    assertThat(audit.figure("acknowledged", "acknowledged")).isEqualTo(2L);
    assertThat(audit.figure("acknowledged", "unknown")).isEqualTo(1L);
  }
}
