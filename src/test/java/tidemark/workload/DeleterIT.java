package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorKind;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlWork;

/** What a deleter removes, and what goes and stays with it. */
class DeleterIT extends OnEachDatabase {
  private static final String ALL = "SELECT id FROM tidemark_account ORDER BY id";
  private static final String FIRST_100 = "SELECT id FROM tidemark_account ORDER BY name LIMIT 100";

  private Teller user;

  DeleterIT(SqlDialect dialect) {
    super(dialect);
  }

  @BeforeEach
  void hire() {
    user = bank.user(5);
  }

  private SqlWork<?, ?> delete() {
    return new Deleter(dialect, bank.ledger()).work(user.nextTurn());
  }

  private List<List<@Nullable Object>> removals() throws SQLException {
    return bank.ledgerRows().stream().filter(row -> "removal".equals(row.get(4))).toList();
  }

  @Test
  void removesOneOfTheFirst100AndWritesItsBalanceDown() throws SQLException {
    bank.insert(bank.user(1), 140);
    bank.execute("UPDATE tidemark_account SET balance = 5000 + id");
    Set<Integer> places = new HashSet<>();
    for (long number = 1; number <= 30; number++) {
      List<Long> before = new ArrayList<>(bank.numbers(ALL));
      List<Long> first100 = bank.numbers(FIRST_100);
      Witness<?, ?> watched = Witness.of(delete());

      assertThat(bank.run(watched.work()).isOperation()).isTrue();

      assertThat(watched.seen().get(0).rows()).as("to choose from").isEqualTo(100);

      before.removeAll(bank.numbers(ALL));
      assertThat(before).hasSize(1);
      long gone = before.get(0);
      assertThat(first100).contains(gone);
      places.add(first100.indexOf(gone) / 25);
      assertThat(removals())
          .hasSize((int) number)
          .contains(Arrays.asList(5L, number, 1L, 0L, "removal", gone, null, 5000 + gone));
    }
    assertThat(places).as("quarters of the first 100").containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(bank.ledger().accounts()).isEqualTo(110);
  }

  @Test
  void itsTransfersGoAlongAndTheirLedgerRowsStay() throws SQLException {
    bank.insert(bank.user(1), 3);
    Teller payer = bank.user(2);
    for (int i = 0; i < 30; i++) {
      bank.run(new Transferrer(dialect, bank.ledger(), LockOrder.ID).work(payer.nextTurn()))
          .reached();
    }

    bank.run(delete()).reached();

    long gone = (Long) removals().get(0).get(5);
    assertThat(bank.number("SELECT COUNT(*) FROM tidemark_transfer"))
        .isBetween(1L, 29L)
        .isEqualTo(
            bank.number(
                "SELECT COUNT(*) FROM tidemark_ledger WHERE kind = 'transfer'"
                    + " AND account <> %d AND other <> %d".formatted(gone, gone)));
    assertThat(bank.number("SELECT COUNT(*) FROM tidemark_ledger WHERE kind = 'transfer'"))
        .isEqualTo(30);
    assertThat(bank.audit().ok()).isTrue();
  }

  @Test
  void aRemovalIsAllThereOrNotAtAll() throws SQLException {
    bank.insert(bank.user(1), 5);
    bank.execute("INSERT INTO tidemark_ledger VALUES (5, 1, 1, 0, 'deposit', 99, NULL, 0)");

    assertThat(bank.run(delete()).failureKind().category()).isEqualTo("unique_violation");

    assertThat(bank.numbers(ALL)).hasSize(5);
    assertThat(bank.ledger().accounts()).isEqualTo(5);
  }

  /** A removal that the ledger does not keep would be a lost account. */
  @Test
  void aRemovalThatTheLedgerDoesNotTakeIsUnexpected() throws SQLException {
    bank.insert(bank.user(1), 5);
    swallow("INSERT", "tidemark_ledger", "1 = 1");

    Ran<?> ran = bank.run(delete());

    assertThat(ran.failureKind()).isEqualTo(OneRow.WRONG_COUNT);
    assertThat(bank.numbers(ALL)).hasSize(5);
    assertThat(bank.ledger().accounts()).isEqualTo(5);
  }

  @Test
  void anEmptyTableIsNoOperation() throws SQLException {
    Ran<?> ran = bank.run(delete());

    assertThat(ran.failureKind()).isEqualTo(ErrorKind.MISSING_ACCOUNT);
    assertThat(ran.isOperation()).isFalse();
    assertThat(bank.ledgerRows()).isEmpty();
  }

  @Test
  void aDeleteThatHitsNoRowIsNoOperation() throws SQLException {
    bank.insert(bank.user(1), 5);
    Witness<?, ?> watched =
        Witness.of(delete())
            .after("first_100", chosen -> bank.execute("DELETE FROM tidemark_account"));

    Ran<?> ran = bank.run(watched.work());

    assertThat(ran.failureKind()).isEqualTo(ErrorKind.MISSING_ACCOUNT);
    assertThat(ran.isOperation()).isFalse();
    assertThat(removals()).isEmpty();
    assertThat(bank.ledger().accounts()).as("nothing was removed by us").isEqualTo(5);
  }
}
