package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.sql.SqlDialect;

/**
 * The audit of commits: each acknowledged one is there, no refused one is, and those of unknown
 * outcome are whole, there or not. User 1 inserted three batches of 20, user 2 made 5 transfers.
 */
class CommitAuditIT extends OnEachDatabase {
  private Teller payer;
  private Staff staff;

  CommitAuditIT(SqlDialect dialect) {
    super(dialect);
  }

  @BeforeEach
  void work() {
    staff = new Staff(bank, 0, LockOrder.ID);
    payer = bank.user(2);
    Teller inserter = bank.user(1);
    for (int i = 0; i < 3; i++) {
      bank.insert(inserter, 20);
    }
    for (int i = 0; i < 5; i++) {
      bank.run(staff.next(Role.TRANSFERRER, payer)).reached();
    }
  }

  private void assertCounts(Audited audit, long lost, long phantom, long unknown) {
    assertThat(audit.figure("acknowledged", "acknowledged")).as("acknowledged").isEqualTo(8L);
    assertThat(audit.figure("acknowledged", "lost")).as("lost").isEqualTo(lost);
    assertThat(audit.figure("acknowledged", "phantom")).as("phantom").isEqualTo(phantom);
    assertThat(audit.figure("acknowledged", "unknown")).as("unknown").isEqualTo(unknown);
  }

  private static List<String> once(String finding) {
    return List.of(finding);
  }

  /** A ledger row that changes no sum and opens no account: nothing, from nobody to nobody. */
  private void plant(int writer, long number, long attempt, int line) throws SQLException {
    bank.execute(
        "INSERT INTO tidemark_ledger VALUES (%d, %d, %d, %d, 'transfer', 0, 0, 0)"
            .formatted(writer, number, attempt, line));
  }

  /** Takes a transfer back as if it had never been: all sums are right without it. */
  private void lose(long transfer) throws SQLException {
    String amount =
        "(SELECT amount FROM tidemark_transfer WHERE writer = 2 AND number = %d)"
            .formatted(transfer);
    bank.execute(
        "UPDATE tidemark_account SET balance = balance + %s WHERE id = %s"
            .formatted(amount, amount.replace("amount", "from_account")),
        "UPDATE tidemark_account SET balance = balance - %s WHERE id = %s"
            .formatted(amount, amount.replace("amount", "to_account")),
        "DELETE FROM tidemark_transfer WHERE writer = 2 AND number = " + transfer,
        "DELETE FROM tidemark_ledger WHERE writer = 2 AND number = " + transfer);
  }

  @Test
  void allOfThemAreThere() {
    assertThat(bank.audit().ok()).isTrue();
    assertCounts(bank.audit(), 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 5})
  void anAcknowledgedCommitThatIsLostIsNamedThoughAllSumsAreRight(long number) throws SQLException {
    lose(number);

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("acknowledged");
    assertThat(audit.findings("acknowledged"))
        .isEqualTo(once("commit " + number + " of user 2 was acknowledged and is lost"));
    assertCounts(audit, 1, 0, 0);
  }

  @Test
  void ofManyThatAreLostTheFirstAndTheLastAreNamed() throws SQLException {
    for (long number = 2; number <= 5; number++) {
      lose(number);
    }

    Audited audit = bank.audit();

    assertThat(audit.findings("acknowledged"))
        .containsExactly(
            "first: commit 2 of user 2 was acknowledged and is lost",
            "worst: commit 2 of user 2 was acknowledged and is lost",
            "last: commit 5 of user 2 was acknowledged and is lost");
    assertCounts(audit, 4, 0, 0);
  }

  @Test
  void aUserWhoseCommitsAreAllLostIsMissed() throws SQLException {
    for (long number = 1; number <= 5; number++) {
      lose(number);
    }

    assertCounts(bank.audit(), 5, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"line >= 10", "line < 10", "line = 5"})
  void aBatchThatIsThereInPartIsNamed(String lines) throws SQLException {
    long missing =
        bank.number(
            "SELECT COUNT(*) FROM tidemark_ledger WHERE number = 2 AND "
                + lines
                + " AND writer = 1");
    bank.execute("DELETE FROM tidemark_ledger WHERE writer = 1 AND number = 2 AND " + lines);

    Audited audit = bank.audit();

    assertThat(audit.broken()).contains("acknowledged");
    assertThat(audit.findings("acknowledged"))
        .isEqualTo(
            once(
                "user 1 has all its commits, but not as acknowledged: ledger rows off by -"
                    + missing));
    assertCounts(audit, 1, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 9})
  void aCommitThatTheUserNeverReachedIsNamed(long number) throws SQLException {
    plant(2, number, 1, 0);

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("acknowledged");
    assertThat(audit.findings("acknowledged"))
        .isEqualTo(once("commit " + number + " of user 2, attempt 1, was refused and is there"));
    assertCounts(audit, 0, 1, 0);
  }

  @Test
  void aSecondAttemptAtAnAcknowledgedCommitIsNamed() throws SQLException {
    plant(2, 3, 2, 0);

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("acknowledged");
    assertThat(audit.findings("acknowledged"))
        .isEqualTo(once("commit 3 of user 2, attempt 2, is there beside another attempt"));
    assertCounts(audit, 0, 1, 0);
  }

  /** Number 6 is refused once and then acknowledged. */
  private void transferInTwoAttempts() {
    Witness<?, ?> refused =
        Witness.of(staff.next(Role.TRANSFERRER, payer))
            .after(
                "lock",
                moving -> {
                  throw new SQLException("refused");
                });
    bank.run(refused.work()).failureKind();
    bank.run(staff.next(Role.TRANSFERRER, payer)).reached();
  }

  /** Attempt 1 was refused and did its work all the same; attempt 2 was acknowledged. */
  @Test
  void aRefusedAttemptThatIsThereIsNamed() throws SQLException {
    transferInTwoAttempts();
    assertThat(bank.audit().ok()).isTrue();

    plant(2, 6, 1, 0);

    assertThat(bank.audit().findings("acknowledged"))
        .isEqualTo(once("commit 6 of user 2, attempt 2, is there beside another attempt"));
  }

  @Test
  void aRowTooManyIsNamed() throws SQLException {
    plant(1, 2, 1, 20);

    Audited audit = bank.audit();

    assertThat(audit.findings("acknowledged"))
        .isEqualTo(
            once("user 1 has all its commits, but not as acknowledged: ledger rows off by +1"));
    assertCounts(audit, 0, 1, 0);
  }

  /** The counts are right: one is too few and one too many. */
  @ParameterizedTest
  @CsvSource({"3, 2", "6, 1"})
  void aPhantomDoesNotMakeUpForALostCommit(long number, long attempt) throws SQLException {
    lose(3);
    plant(2, number, attempt, 0);

    assertThat(bank.audit().broken()).containsExactly("acknowledged");
  }

  /** Nor do the sums of the attempts tell them apart. */
  @Test
  void aSecondAttemptElsewhereDoesNotMakeUpForALostSecondAttempt() throws SQLException {
    transferInTwoAttempts();
    lose(6);
    plant(2, 4, 2, 0);

    Audited audit = bank.audit();

    assertThat(audit.findings("acknowledged"))
        .containsExactly(
            "first: commit 4 of user 2, attempt 2, is there beside another attempt",
            "worst: commit 4 of user 2, attempt 2, is there beside another attempt",
            "last: commit 6 of user 2 was acknowledged and is lost");
  }

  @Test
  void rowsOfAStrangerAreNamed() throws SQLException {
    plant(77, 1, 1, 0);
    plant(77, 1, 1, 1);
    plant(77, 2, 1, 0);

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("acknowledged");
    assertThat(audit.findings("acknowledged"))
        .isEqualTo(once("2 commits are of user 77, who is not of this run"));
    assertCounts(audit, 0, 2, 0);
  }

  @Test
  void aTransferWhoseRowIsGoneIsNamed() throws SQLException {
    bank.execute("DELETE FROM tidemark_transfer WHERE number IN (2, 4)");

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("acknowledged");
    assertThat(audit.findings("acknowledged"))
        .containsExactly(
            "first: transfer 2 of user 2 was acknowledged and its row is lost",
            "worst: transfer 2 of user 2 was acknowledged and its row is lost",
            "last: transfer 4 of user 2 was acknowledged and its row is lost");
    assertCounts(audit, 2, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO tidemark_transfer VALUES (2, 6, 1, 1, 2, 5)",
        "INSERT INTO tidemark_transfer VALUES (2, 5, 2, 1, 2, 5)",
        "UPDATE tidemark_transfer SET amount = amount + 1 WHERE number = 4",
        "UPDATE tidemark_transfer SET from_account = to_account WHERE number = 4",
      })
  void aTransferThatTheLedgerDoesNotKnowIsNamed(String damage) throws SQLException {
    bank.execute(damage);

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("acknowledged");
    assertThat(audit.findings("acknowledged").get(0))
        .matches("transfer [456] of user 2 is there, but not as its ledger says");
    assertCounts(audit, 0, 1, 0);
  }

  /** A commit of 20 rows, of which so many are there. */
  private void unknownCommit(int lines) throws SQLException {
    CommitCounter counter = bank.ledger().counter(4);
    Entry entry = counter.attempt();
    counter.uncertain(entry, 20);
    for (int line = 0; line < lines; line++) {
      plant(entry.writer(), entry.number(), entry.attempt(), line);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20})
  void aCommitOfUnknownOutcomeMayBeThereOrNot(int lines) throws SQLException {
    unknownCommit(lines);

    assertThat(bank.audit().ok()).isTrue();
    assertCounts(bank.audit(), 0, 0, 1);
  }

  @Test
  void aCommitOfUnknownOutcomeMustNotBeTorn() throws SQLException {
    unknownCommit(10);

    Audited audit = bank.audit();

    assertThat(audit.broken()).containsExactly("acknowledged");
    assertThat(audit.findings("acknowledged"))
        .isEqualTo(once("commit 1 of user 4, outcome unknown, is torn: 10 of 20 rows"));
    assertCounts(audit, 0, 0, 1);
  }

  @Test
  void aTornCommitDoesNotHideALostOne() throws SQLException {
    lose(2);
    CommitCounter counter = bank.ledger().counter(4);
    counter.acknowledged(counter.attempt(), 1);
    Entry entry = counter.attempt();
    counter.uncertain(entry, 2);
    plant(4, 2, 1, 1);

    Audited audit = bank.audit();

    assertThat(audit.findings("acknowledged"))
        .containsExactly(
            "first: commit 2 of user 2 was acknowledged and is lost",
            "worst: commit 2 of user 4, outcome unknown, is torn: 1 of 2 rows",
            "last: commit 1 of user 4 was acknowledged and is lost");
    assertThat(audit.figure("acknowledged", "lost")).isEqualTo(2L);
  }
}
