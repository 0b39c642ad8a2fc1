package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteDataSource;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.testdb.TestEngine;

/** The audit sees, one at a time, what does not add up. */
class AuditIT extends OnEachDatabase {
  AuditIT(SqlDialect dialect) {
    super(dialect);
  }

  /** 60 accounts and 10 transfers. */
  private void work() {
    Staff staff = new Staff(bank, 0, LockOrder.ID);
    bank.insert(bank.user(1), 60);
    Teller payer = bank.user(2);
    for (int i = 0; i < 10; i++) {
      bank.run(staff.next(Role.TRANSFERRER, payer)).reached();
    }
  }

  @Test
  void anEmptyBankAddsUp() {
    assertThat(bank.audit().ok()).isTrue();
    assertThat(bank.audit().result().parts()).hasSize(6);
  }

  @Test
  void aBalanceThatChangedIsMissedInTheMoneyAndNamed() throws SQLException {
    work();
    bank.execute("UPDATE tidemark_account SET balance = balance + 7 WHERE id = 9");

    Audited audit = bank.audit();

    assertThat(audit.ok()).isFalse();
    assertThat(audit.broken()).containsExactly("money", "balances");
    assertThat(audit.findings("money")).first().asString().contains(" is +7 against inserted ");
    assertThat(audit.findings("balances"))
        .containsExactly("account 9 is off by +7 against its ledger");
  }

  @Test
  void ofManyTheFirstTheWorstAndTheLastAreNamed() throws SQLException {
    work();
    bank.execute(
        "UPDATE tidemark_account SET balance = balance + 3 WHERE id = 9",
        "UPDATE tidemark_account SET balance = 0 WHERE id = 20",
        "UPDATE tidemark_account SET balance = balance + 2 WHERE id = 30",
        "UPDATE tidemark_account SET balance = balance + 1 WHERE id = 40");

    List<String> findings = bank.audit().findings("balances");

    assertThat(findings).hasSize(3);
    assertThat(findings.get(0)).isEqualTo("first: account 9 is off by +3 against its ledger");
    assertThat(findings.get(1)).startsWith("worst: account 20 is off by -");
    assertThat(findings.get(2)).isEqualTo("last: account 40 is off by +1 against its ledger");
    assertThat(bank.audit().figure("balances", "broken")).isEqualTo(4L);
  }

  /** What was taken here was given there: the sum is right. */
  @Test
  void moneyThatWanderedIsNamedThoughTheSumIsRight() throws SQLException {
    work();
    bank.execute(
        "UPDATE tidemark_account SET balance = balance - 1 WHERE id = 9",
        "UPDATE tidemark_account SET balance = balance + 1 WHERE id = 10");

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("balances");
    assertThat(audit.findings("balances")).hasSize(3).first().asString().contains("account 9 ");
    assertThat(audit.findings("balances")).last().asString().contains("account 10 ");
  }

  @Test
  void anAccountThatIsGoneWithoutARemovalIsMissed() throws SQLException {
    work();
    bank.execute(
        "UPDATE tidemark_account SET balance = balance + 100 WHERE id = 9",
        "DELETE FROM tidemark_account WHERE id = 9");

    Audited audit = bank.audit();

    assertThat(audit.broken()).contains("money", "balances");
    assertThat(audit.findings("balances"))
        .singleElement()
        .asString()
        .startsWith("account 9 is in the ledger and its row is lost, off by -");
  }

  /** 60 accounts that were opened with nothing: no sum tells how many they are. */
  private void openEmptyAccounts() throws SQLException {
    bank.insert(bank.user(1), 60);
    bank.execute(
        "UPDATE tidemark_account SET balance = 0", "UPDATE tidemark_ledger SET amount = 0");
    assertThat(bank.audit().ok()).isTrue();
  }

  @Test
  void anAccountWithoutMoneyThatIsGoneIsMissed() throws SQLException {
    openEmptyAccounts();
    bank.execute("DELETE FROM tidemark_account WHERE id = 9");

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("balances");
    assertThat(audit.findings("balances"))
        .containsExactly("account 9 is in the ledger and its row is lost");
  }

  @Test
  void anAccountWithoutMoneyThatIsNotInTheLedgerIsNamed() throws SQLException {
    openEmptyAccounts();
    bank.execute(
        "INSERT INTO tidemark_account"
            + " SELECT 9999, 'stowaway', 0, opening, interest_rate, risk_re, risk_im, active,"
            + " created_at, ref FROM tidemark_account WHERE id = 9");

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("balances");
    assertThat(audit.findings("balances"))
        .containsExactly("account 9999 has a row and is not open in the ledger");
  }

  @Test
  void anAccountThatWasRemovedAndIsStillThereIsNamed() throws SQLException {
    openEmptyAccounts();
    bank.execute("UPDATE tidemark_ledger SET kind = 'removal' WHERE account = 9");
    bank.execute("UPDATE tidemark_ledger SET account = 9 WHERE account = 10");

    assertThat(bank.audit().findings("balances"))
        .containsExactly(
            "first: account 9 has a row and is not open in the ledger",
            "worst: account 9 has a row and is not open in the ledger",
            "last: account 10 has a row and is not open in the ledger");
  }

  @Test
  void anAccountThatWasOpenedTwiceIsNamed() throws SQLException {
    openEmptyAccounts();
    bank.execute("UPDATE tidemark_ledger SET account = 9 WHERE account = 10");

    assertThat(bank.audit().findings("balances").get(0))
        .isEqualTo("first: account 9 is open 2 times in the ledger and has 1 rows");
  }

  @Test
  void anAccountThatNobodyOpenedIsNamed() throws SQLException {
    work();
    bank.execute("UPDATE tidemark_account SET id = 9999 WHERE id = 60");

    assertThat(bank.audit().findings("balances").get(0))
        .contains("account 60 is in the ledger and its row is lost, off by -");
    assertThat(bank.audit().findings("balances").get(2))
        .contains("account 9999 has a row and is not open in the ledger, off by +");
  }

  /** As in the load test that Tidemark replaces, where two thirds of all transfers were orphans. */
  @Test
  void transfersThatADeleteLeftBehindAreNamed() throws SQLException {
    bank.insert(bank.user(1), 2);
    Staff staff = new Staff(bank, 0, LockOrder.ID);
    Teller payer = bank.user(2);
    for (int i = 0; i < 3; i++) {
      bank.run(staff.next(Role.TRANSFERRER, payer)).reached();
    }

    try (SqlEngine careless = withoutForeignKeys()) {
      BankUnderTest.start(careless, staff.next(Role.DELETER, bank.user(3))).join().reached();
    }

    long gone = 3 - bank.number("SELECT id FROM tidemark_account");
    Audited audit = bank.audit();
    assertThat(audit.broken()).containsExactly("orphans");
    assertThat(audit.findings("orphans"))
        .containsExactly(
            "first: transfer 1 of user 2 has no account " + gone,
            "worst: transfer 1 of user 2 has no account " + gone,
            "last: transfer 3 of user 2 has no account " + gone);
  }

  private SqlEngine withoutForeignKeys() throws SQLException {
    if (!onPostgresql()) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl(bank.database().url());
      return TestEngine.open(bank.database(), source, 1);
    }
    bank.execute(
        "ALTER DATABASE %s SET session_replication_role = replica"
            .formatted(bank.database().name()));
    return TestEngine.open(bank.database(), 1);
  }

  @Test
  void aNegativeBalanceIsNamed() throws SQLException {
    work();
    bank.execute(
        onPostgresql()
            ? "ALTER TABLE tidemark_account DROP CONSTRAINT tidemark_account_balance_check"
            : "PRAGMA ignore_check_constraints = true",
        "UPDATE tidemark_account SET balance = -1 WHERE id = 9",
        "UPDATE tidemark_account SET balance = -50 WHERE id = 20",
        "UPDATE tidemark_account SET balance = -2 WHERE id = 30");

    assertThat(bank.audit().broken()).containsExactly("money", "balances", "negatives");
    assertThat(bank.audit().findings("negatives"))
        .containsExactly(
            "first: account 9 has -1", "worst: account 20 has -50", "last: account 30 has -2");
  }
}
