package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlWork;

/** What an inserter writes, all of it or nothing, and what it retires for it. */
class InserterIT extends OnEachDatabase {
  private static final int WRITER = 3;
  private static final String COUNT = "SELECT COUNT(*) FROM tidemark_account";

  private Teller user;

  InserterIT(SqlDialect dialect) {
    super(dialect);
  }

  @BeforeEach
  void hire() {
    user = bank.user(WRITER);
  }

  private SqlWork<?, ?> insert(Teller by, int accountsMax) {
    return new Inserter(dialect, bank.ledger(), accountsMax)
        .work(by.nextTurn(), bank.accounts(BankUnderTest.BATCH));
  }

  private void insertTimes(int times, int accountsMax) {
    for (int i = 0; i < times; i++) {
      bank.run(insert(user, accountsMax)).reached();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 20, 100})
  void everyColumnIsWrittenAsGiven(int batchSize) throws SQLException {
    List<NewAccount> given = bank.accounts(batchSize);

    Ran<?> ran = bank.run(new Inserter(dialect, bank.ledger(), 0).work(user.nextTurn(), given));

    assertThat(ran.isOperation()).isTrue();
    assertThat(bank.everyAccount())
        .isEqualTo(given.stream().map(InserterIT::row).toList())
        .allSatisfy(row -> assertThat((Long) row.get(2)).isBetween(100L, 10_000L));
    assertThat(bank.ledger().accounts()).isEqualTo(batchSize);
  }

  private static List<@Nullable Object> row(NewAccount opened) {
    Account account = opened.account();
    return Arrays.asList(
        opened.id(),
        account.name(),
        account.opening(),
        account.opening(),
        account.interestRate(),
        account.riskRe(),
        account.riskIm(),
        account.active() ? 1L : 0L,
        ChronoUnit.MICROS.between(Instant.EPOCH, account.createdAt()),
        account.ref().toString());
  }

  @Test
  void everyDepositHasItsLedgerRow() throws SQLException {
    List<NewAccount> first = bank.insert(user, 20);
    List<NewAccount> second = bank.insert(user, 20);

    List<List<@Nullable Object>> expected = new ArrayList<>();
    for (int line = 0; line < 20; line++) {
      expected.add(line, deposit(1, line, first.get(line)));
      expected.add(deposit(2, line, second.get(line)));
    }
    assertThat(bank.ledgerRows()).isEqualTo(expected);
  }

  private static List<@Nullable Object> deposit(long number, long line, NewAccount opened) {
    long amount = opened.account().opening();
    return Arrays.asList((long) WRITER, number, 1L, line, "deposit", opened.id(), null, amount);
  }

  @Test
  void aTakenNameUndoesTheWholeBatch() throws SQLException {
    List<NewAccount> batch = new ArrayList<>(bank.accounts(19));
    NewAccount there = bank.insert(bank.user(9), 1).get(0);
    batch.add(new NewAccount(1000, there.account()));

    Ran<?> ran = bank.run(new Inserter(dialect, bank.ledger(), 0).work(user.nextTurn(), batch));

    assertThat(ran.failureKind().category()).isEqualTo("unique_violation");
    assertThat(bank.number(COUNT)).isEqualTo(1);
    assertThat(bank.ledger().accounts()).isEqualTo(1);
  }

  /** The ledger's last row is refused, and takes all before it along: it is one transaction. */
  @Test
  void aLedgerRowThatFailsUndoesTheWholeBatch() throws SQLException {
    bank.execute("INSERT INTO tidemark_ledger VALUES (3, 1, 1, 19, 'deposit', 1, NULL, 0)");

    assertThat(bank.run(insert(user, 0)).failureKind().category()).isEqualTo("unique_violation");
    assertThat(bank.number(COUNT)).isZero();

    bank.run(insert(user, 0)).reached();
    assertThat(bank.numbers("SELECT DISTINCT attempt FROM tidemark_ledger WHERE line < 19"))
        .as("the number is used again, by a second attempt")
        .containsExactly(2L);
  }

  @Test
  void withoutABoundNothingIsRetired() throws SQLException {
    insertTimes(15, 0);

    assertThat(bank.number(COUNT)).isEqualTo(300);
    assertThat(bank.number("SELECT COUNT(*) FROM tidemark_ledger WHERE kind = 'removal'")).isZero();
  }

  @Test
  void aFullTableRetiresItsOldestForTheNew() throws SQLException {
    insertTimes(5, 100);
    bank.execute("UPDATE tidemark_account SET balance = 1000 + id");

    insertTimes(1, 100);

    assertThat(bank.numbers("SELECT id FROM tidemark_account ORDER BY id"))
        .isEqualTo(IntStream.rangeClosed(21, 120).asLongStream().boxed().toList());
    assertThat(
            bank.rows(
                "SELECT number, line, account, amount FROM tidemark_ledger"
                    + " WHERE kind = 'removal' ORDER BY line"))
        .isEqualTo(
            IntStream.rangeClosed(1, 20)
                .mapToObj(id -> List.of(6L, 19L + id, (long) id, 1000L + id))
                .toList());
    assertThat(bank.ledger().accounts()).isEqualTo(100);
  }

  @Test
  void retiredAccountsTakeTheirTransfersAlong() throws SQLException {
    insertTimes(2, 40);
    bank.execute(
        "INSERT INTO tidemark_transfer VALUES (8, 1, 1, 1, 40, 5)",
        "INSERT INTO tidemark_transfer VALUES (8, 2, 1, 40, 1, 5)",
        "INSERT INTO tidemark_transfer VALUES (8, 3, 1, 39, 40, 5)");

    insertTimes(1, 40);

    assertThat(bank.numbers("SELECT number FROM tidemark_transfer")).containsExactly(3L);
  }

  @Test
  void theBoundHoldsBesideDeletesAndTransfers() throws SQLException {
    Transferrer transferrer = new Transferrer(dialect, bank.ledger(), LockOrder.ID);
    Deleter deleter = new Deleter(dialect, bank.ledger());
    Teller payer = bank.user(4);
    Teller remover = bank.user(5);
    insertTimes(5, 100);
    for (int i = 0; i < 40; i++) {
      bank.run(transferrer.work(payer.nextTurn())).reached();
      bank.run(deleter.work(remover.nextTurn())).reached();
      insertTimes(1, 100);

      assertThat(bank.number(COUNT)).isBetween(80L, 100L).isEqualTo(bank.ledger().accounts());
    }
    assertThat(bank.audit().ok()).isTrue();
  }

  /** Each user looks at the bound before it starts: all of them may pass it once, not more. */
  @Test
  void theBoundHoldsForManyInsertersAtOnce() throws SQLException {
    List<Teller> inserters = IntStream.range(10, 14).mapToObj(bank::user).toList();
    for (int round = 0; round < 25; round++) {
      CompletableFuture.allOf(
              inserters.stream()
                  .map(each -> bank.start(insert(each, 100)).thenAccept(Ran::reached))
                  .toArray(CompletableFuture[]::new))
          .join();
    }

    assertThat(bank.number(COUNT)).isBetween(100L, 180L).isEqualTo(bank.ledger().accounts());
    assertThat(bank.audit().ok()).isTrue();
  }
}
