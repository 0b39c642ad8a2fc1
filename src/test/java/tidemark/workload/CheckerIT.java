package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.error.ErrorKind;
import tidemark.sql.SqlDialect;

/** What a checker asks, and that it sees every column that is not as it was written. */
class CheckerIT extends OnEachDatabase {
  private Teller user;

  CheckerIT(SqlDialect dialect) {
    super(dialect);
  }

  @BeforeEach
  void hire() {
    user = bank.user(4);
  }

  private Witness<?, ?> check() {
    return check(user.nextTurn());
  }

  private Witness<?, ?> check(Turn turn) {
    return Witness.of(new Checker(dialect).work(turn));
  }

  private static Witness.Seen lastQuery(Witness<?, ?> watched) {
    return watched.seen().get(watched.seen().size() - 1);
  }

  /** A bank with the one account 1, that the checker must take. */
  private void openOneAccount() {
    bank.insert(bank.user(1), 1);
  }

  private void assertSees(Ran<?> ran, String message) {
    assertThat(ran.failureKind()).isEqualTo(ErrorKind.WRONG_VALUE);
    assertThat(ran.message()).contains(message);
  }

  @Test
  void asks13QueriesOfOneAccount() {
    bank.insert(bank.user(1), 20);
    Witness<?, ?> watched = check();

    assertThat(bank.run(watched.work()).isOperation()).isTrue();

    List<Witness.Seen> queries = watched.seen().subList(1, watched.seen().size());
    assertThat(queries.stream().map(Witness.Seen::name))
        .containsExactly(
            "exists",
            "lookup",
            "sent",
            "received",
            "transfers",
            "transfer_stream",
            "text",
            "integer",
            "double",
            "complex",
            "boolean",
            "timestamp",
            "uuid");
    assertThat(queries.stream().skip(2).flatMap(query -> query.bound().stream()).distinct())
        .as("the account")
        .hasSize(1);
  }

  @Test
  void looksOverOneOfTheFirst50() throws SQLException {
    bank.insert(bank.user(1), 60);
    Set<Object> checked = new HashSet<>();
    for (int i = 0; i < 400; i++) {
      Witness<?, ?> watched = check();
      bank.run(watched.work()).reached();
      checked.add(lastQuery(watched).bound().get(0));
    }
    assertThat(checked)
        .containsExactlyInAnyOrderElementsOf(
            bank.numbers("SELECT id FROM tidemark_account ORDER BY name LIMIT 50"));
  }

  @Test
  void readsTheAccountsTransfersAsListAndAsStream() throws SQLException {
    bank.insert(bank.user(1), 2);
    Transferrer transferrer = new Transferrer(dialect, bank.ledger(), LockOrder.ID);
    Teller payer = bank.user(2);
    for (int i = 0; i < 60; i++) {
      bank.run(transferrer.work(payer.nextTurn())).reached();
    }
    Witness<?, ?> watched = check();

    bank.run(watched.work()).reached();

    assertThat(watched.seen())
        .filteredOn(query -> query.name().startsWith("transfer"))
        .extracting(Witness.Seen::rows)
        .containsExactly(60, 50);
  }

  @Test
  void anEmptyTableHasNothingToCheck() {
    Ran<?> ran = bank.run(check().work());

    assertThat(ran.failureKind()).isEqualTo(ErrorKind.MISSING_ACCOUNT);
    assertThat(ran.isOperation()).isFalse();
  }

  @Test
  void anAccountMayGoBeforeItIsLookedOver() throws SQLException {
    openOneAccount();
    Witness<?, ?> watched =
        check().after("first_50", chosen -> bank.execute("DELETE FROM tidemark_account"));

    assertThat(bank.run(watched.work()).failureKind()).isEqualTo(ErrorKind.MISSING_ACCOUNT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer   | opening = opening + 1",
        "double    | interest_rate = interest_rate + 0.0000001",
        "complex   | risk_re = -risk_re",
        "complex   | risk_im = -risk_im",
        "boolean   | active = NOT active",
        "timestamp | created_at = created_at + %s",
        "uuid      | ref = '01234567-89ab-4cde-8f01-23456789abcd'",
      })
  void seesAnotherValueInEveryColumn(String query, String damage) throws SQLException {
    openOneAccount();
    String microsecond = onPostgresql() ? "INTERVAL '1 microsecond'" : "1";
    bank.execute("UPDATE tidemark_account SET " + damage.formatted(microsecond));
    Witness<?, ?> watched = check();

    assertSees(bank.run(watched.work()), "account 1 ");

    assertThat(lastQuery(watched).name()).isEqualTo(query);
  }

  @Test
  void seesAnotherName() throws SQLException {
    openOneAccount();
    Witness<?, ?> watched =
        check()
            .after("first_50", chosen -> bank.execute("UPDATE tidemark_account SET name = 'else'"));

    assertSees(bank.run(watched.work()), "account 1 holds else where ");

    assertThat(lastQuery(watched).name()).isEqualTo("text");
  }

  /** A name that nobody gave has columns that no name gives. */
  @Test
  void seesANameThatWasNeverGiven() throws SQLException {
    openOneAccount();
    bank.execute("UPDATE tidemark_account SET name = 'else'");

    assertSees(bank.run(check().work()), "account 1 ");
  }

  @Test
  void seesAnAccountThatNobodyOpened() throws SQLException {
    bank.insert(bank.user(1), 60);
    Turn turn = user.nextTurn();
    Witness<?, ?> watched = check(turn);
    bank.run(watched.work()).reached();
    Object name = watched.seen().get(1).bound().get(0);
    Object id = watched.seen().get(2).bound().get(0);

    bank.execute("UPDATE tidemark_account SET name = '%s' WHERE id = 60".formatted(name));
    Ran<?> byName = bank.run(check(turn).work());
    bank.execute("UPDATE tidemark_account SET name = 'else', id = %s WHERE id = 60".formatted(id));
    Ran<?> byId = bank.run(check(turn).work());

    assertSees(byName, "an account that nobody opened exists");
    assertSees(byId, "an id that nobody gave has an account");
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 1"})
  void seesANegativeSumOfTransfers(int from, int to) throws SQLException {
    plantTransfers("(8, 1, 1, %d, %d, -5)".formatted(from, to));

    Witness<?, ?> watched = check();
    Ran<?> ran = bank.run(watched.work());

    Witness.Seen last = lastQuery(watched);
    long checked = (Long) last.bound().get(0);
    assertSees(ran, "account %d has transfers that sum to -5".formatted(checked));
    assertThat(last.name()).isEqualTo(checked == from ? "sent" : "received");
  }

  @Test
  void seesANegativeTransferBehindAPositiveSum() throws SQLException {
    plantTransfers("(8, 1, 1, 1, 2, -5), (8, 2, 1, 1, 2, 7)");

    Witness<?, ?> watched = check();

    assertSees(bank.run(watched.work()), "amount=-5");
    assertThat(lastQuery(watched).name()).isEqualTo("transfers");
  }

  private void plantTransfers(String values) throws SQLException {
    bank.insert(bank.user(1), 2);
    bank.execute(
        onPostgresql()
            ? "ALTER TABLE tidemark_transfer DROP CONSTRAINT tidemark_transfer_amount_check"
            : "PRAGMA ignore_check_constraints = true",
        "INSERT INTO tidemark_transfer VALUES " + values);
  }
}
