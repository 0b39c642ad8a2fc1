package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.record.LockWaits;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlWork;
import tidemark.sql.jdbc.JdbcDatabase;
import tidemark.workload.Transferrer.Transfer;

/** What a transfer moves and writes, and when it refuses. */
class TransferrerIT extends OnEachDatabase {
  private Teller user;

  TransferrerIT(SqlDialect dialect) {
    super(dialect);
  }

  @BeforeEach
  void hire() {
    user = bank.user(2);
  }

  private SqlWork<Turn, Transfer> transfer(LockOrder order) {
    return new Transferrer(dialect, bank.ledger(), order).work(user.nextTurn());
  }

  private Ran<Transfer> run() {
    return bank.run(transfer(LockOrder.PICKED));
  }

  private static long id(Map<String, Object> account) {
    return at(account, "id");
  }

  private static long balance(Map<String, Object> account) {
    return at(account, "balance");
  }

  /** SQLite gives small numbers as integers. */
  private static long at(Map<?, ?> map, Object key) {
    return ((Number) Objects.requireNonNull(map.get(key))).longValue();
  }

  private void assertNothingMoved(Map<Long, Long> before) throws SQLException {
    assertThat(bank.balances()).isEqualTo(before);
    assertThat(bank.rows("SELECT * FROM tidemark_transfer")).isEmpty();
    assertThat(bank.rows("SELECT * FROM tidemark_ledger WHERE kind = 'transfer'")).isEmpty();
  }

  @Test
  void movesMoneyBetweenTwoOfTheFirst50AndReturnsBothNewStates() throws SQLException {
    bank.insert(bank.user(1), 60);
    List<Long> first50 = bank.numbers("SELECT id FROM tidemark_account ORDER BY name LIMIT 50");
    Set<Long> picked = new HashSet<>();
    for (int i = 0; i < 150; i++) {
      Map<Long, Long> expected = bank.balances();

      Ran<Transfer> ran = run();

      Transfer done = ran.reached();
      long opening = at(expected, id(done.sender()));
      long amount = opening - balance(done.sender());
      assertThat(amount).isBetween(1L, Math.max(1, opening / 4));
      expected.merge(id(done.sender()), -amount, Long::sum);
      expected.merge(id(done.receiver()), amount, Long::sum);
      assertThat(bank.balances()).isEqualTo(expected);
      assertThat(balance(done.receiver())).isEqualTo(expected.get(id(done.receiver())));
      assertThat(id(done.sender())).isNotEqualTo(id(done.receiver()));
      assertThat(ran.isOperation()).isTrue();
      picked.addAll(List.of(id(done.sender()), id(done.receiver())));
    }
    assertThat(picked).containsExactlyInAnyOrderElementsOf(first50);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "4, 1", "7, 1", "8, 2", "12, 3", "23, 5"})
  void movesFromOneToAQuarterOfTheBalance(long balance, long most) throws SQLException {
    bank.insert(bank.user(1), 2);
    Set<Long> amounts = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      bank.execute("UPDATE tidemark_account SET balance = " + balance);
      amounts.add(balance - balance(run().reached().sender()));
    }
    assertThat(amounts)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, most).boxed().toList());
  }

  @Test
  void everyTransferHasItsRowAndItsLedgerRow() throws SQLException {
    bank.insert(bank.user(1), 20);
    for (long number = 1; number <= 5; number++) {
      Map<Long, Long> before = bank.balances();
      Transfer done = run().reached();
      long from = id(done.sender());
      long to = id(done.receiver());
      long amount = at(before, from) - balance(done.sender());

      assertThat(bank.rows("SELECT * FROM tidemark_transfer WHERE number = " + number))
          .containsExactly(List.of(2L, number, 1L, from, to, amount));
      assertThat(bank.ledgerRows())
          .contains(Arrays.asList(2L, number, 1L, 0L, "transfer", from, to, amount))
          .hasSize(20 + (int) number);
    }
  }

  /** The ledger's row is the last to be written; when it fails, all before it goes too. */
  @Test
  void aTransferIsAllThereOrNotAtAll() throws SQLException {
    bank.insert(bank.user(1), 20);
    bank.execute("INSERT INTO tidemark_ledger VALUES (2, 1, 1, 0, 'removal', 1, NULL, 0)");
    Map<Long, Long> before = bank.balances();

    assertThat(run().failureKind().category()).isEqualTo("unique_violation");

    assertNothingMoved(before);
  }

  /** The rows are locked or new: whatever hits none of them is a defect of the database. */
  @ParameterizedTest
  @CsvSource({
    "UPDATE, tidemark_account, debit hit 0 rows",
    "INSERT, tidemark_transfer, transfer insert hit 0 rows",
    "INSERT, tidemark_ledger, ledger insert hit 0 rows",
  })
  void aChangeThatHitsNoRowIsUnexpected(String change, String table, String message)
      throws SQLException {
    bank.insert(bank.user(1), 20);
    Map<Long, Long> before = bank.balances();
    swallow(change, table, "1 = 1");

    Ran<Transfer> ran = run();

    assertThat(ran.failureKind()).isEqualTo(OneRow.WRONG_COUNT);
    assertThat(ran.failureKind().expected()).isFalse();
    assertThat(ran.message()).isEqualTo(message);
    assertNothingMoved(before);
  }

  /** Only the receiver's row is the one that takes no change. */
  @Test
  void aCreditThatHitsNoRowIsUnexpected() throws SQLException {
    bank.insert(bank.user(1), 20);
    Map<Long, Long> before = bank.balances();
    Witness<Turn, Transfer> watched =
        Witness.of(transfer(LockOrder.PICKED))
            .after(
                "first_50",
                chosen -> swallow("UPDATE", "tidemark_account", "NEW.id = " + chosen.secondLock()));

    Ran<Transfer> ran = bank.run(watched.work());

    assertThat(ran.message()).isEqualTo("credit hit 0 rows");
    assertNothingMoved(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void refusesWhenThereAreNotTwoAccounts(int accounts) {
    if (accounts > 0) {
      bank.insert(bank.user(1), accounts);
    }

    Ran<Transfer> ran = run();

    assertThat(ran.failureKind()).isEqualTo(ErrorKind.MISSING_ACCOUNT);
    assertThat(ran.isOperation()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(LockOrder.class)
  void refusesWhenTheAccountThatItLocksFirstIsGone(LockOrder order) throws SQLException {
    refusesWhenAnAccountGoes(order, true);
  }

  @ParameterizedTest
  @EnumSource(LockOrder.class)
  void refusesWhenTheAccountThatItLocksSecondIsGone(LockOrder order) throws SQLException {
    refusesWhenAnAccountGoes(order, false);
  }

  /** Another connection deletes it after it was chosen. */
  private void refusesWhenAnAccountGoes(LockOrder order, boolean first) throws SQLException {
    bank.insert(bank.user(1), 20);
    Map<Long, Long> before = bank.balances();
    Witness<Turn, Transfer> watched =
        Witness.of(transfer(order))
            .after(
                "first_50",
                chosen -> {
                  long gone = first ? chosen.firstLock() : chosen.secondLock();
                  bank.execute("DELETE FROM tidemark_account WHERE id = " + gone);
                  before.remove(gone);
                });

    Ran<Transfer> ran = bank.run(watched.work());

    assertThat(ran.failureKind()).isEqualTo(ErrorKind.MISSING_ACCOUNT);
    assertThat(before).hasSize(19);
    assertNothingMoved(before);
  }

  @Test
  void refusesWhenThePayersFundsWereSpentMeanwhile() throws SQLException {
    bank.insert(bank.user(1), 20);
    Map<Long, Long> before = bank.balances();
    Ran<Transfer> ran = bank.run(emptying(true, before));

    assertThat(ran.failureKind()).isEqualTo(ErrorKind.INSUFFICIENT_FUNDS);
    assertThat(ran.isOperation()).isFalse();
    assertNothingMoved(before);
  }

  @Test
  void theReceiverMayBePoor() throws SQLException {
    bank.insert(bank.user(1), 20);
    Map<Long, Long> before = bank.balances();

    Transfer done = bank.run(emptying(false, before)).reached();

    assertThat(balance(done.receiver()))
        .isEqualTo(at(before, id(done.sender())) - balance(done.sender()));
  }

  /** As locks are picked in the order drawn, the payer is the first. */
  private SqlWork<Turn, Transfer> emptying(boolean payer, Map<Long, Long> before) {
    return Witness.of(transfer(LockOrder.PICKED))
        .after(
            "first_50",
            chosen -> {
              long poor = payer ? chosen.firstLock() : chosen.secondLock();
              bank.execute("UPDATE tidemark_account SET balance = 0 WHERE id = " + poor);
              before.put(poor, 0L);
            })
        .work();
  }

  @ParameterizedTest
  @EnumSource(LockOrder.class)
  void refusesWhenNobodyHasAnything(LockOrder order) throws SQLException {
    bank.insert(bank.user(1), 20);
    bank.execute("UPDATE tidemark_account SET balance = 0");

    for (int i = 0; i < 10; i++) {
      assertThat(bank.run(transfer(order)).failureKind()).isEqualTo(ErrorKind.INSUFFICIENT_FUNDS);
    }
  }

  @Test
  void aRefusedNumberIsUsedAgain() throws SQLException {
    assertThat(run().failureKind()).isEqualTo(ErrorKind.MISSING_ACCOUNT);
    bank.insert(bank.user(1), 20);

    run().reached();
    run().reached();

    assertThat(bank.rows("SELECT number, attempt FROM tidemark_transfer ORDER BY number"))
        .containsExactly(List.of(1L, 2L), List.of(2L, 1L));
    assertThat(bank.audit().ok()).isTrue();
  }

  @Test
  void nobodyElseChangesARowThatIsLocked() throws SQLException {
    bank.insert(bank.user(1), 20);
    String atOnce = onPostgresql() ? "SET lock_timeout = 1" : "PRAGMA busy_timeout = 0";
    List<ErrorKind> refusals = new ArrayList<>();
    Witness<Turn, Transfer> watched =
        Witness.of(transfer(LockOrder.PICKED))
            .after(
                "lock",
                moving -> {
                  try {
                    bank.execute(
                        atOnce,
                        "UPDATE tidemark_account SET balance = 0 WHERE id = " + moving.firstLock());
                  } catch (SQLException e) {
                    refusals.add(
                        JdbcDatabase.of(dialect, new LockWaits()).classify(e, SqlPhase.STATEMENT));
                  }
                });

    bank.run(watched.work()).reached();

    assertThat(refusals)
        .extracting(ErrorKind::category)
        .containsExactly(onPostgresql() ? "lock_timeout" : "database_locked");
  }
}
