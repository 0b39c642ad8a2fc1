package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.sql.SqlWork;
import tidemark.testdb.TestEngine;
import tidemark.workload.Transferrer.Transfer;

/**
 * Which rows a transfer locks, in which order, and what follows from the order. SQLite has one lock
 * for all.
 */
class TransferLockIT extends WithBank {
  private static final String ALL = "SELECT id FROM tidemark_account ORDER BY id";

  TransferLockIT() {
    super(SqlDialect.POSTGRESQL);
  }

  private SqlWork<Turn, Transfer> transfer(Teller user, LockOrder order) {
    return new Transferrer(dialect, bank.ledger(), order).work(user.nextTurn());
  }

  /** The accounts whose rows another connection could not lock now. */
  private List<Long> locked() throws SQLException {
    List<Long> all = new ArrayList<>(bank.numbers(ALL));
    all.removeAll(bank.numbers(ALL + " FOR UPDATE SKIP LOCKED"));
    return all;
  }

  private static long id(Map<String, Object> account) {
    return (Long) Objects.requireNonNull(account.get("id"));
  }

  @ParameterizedTest
  @EnumSource(LockOrder.class)
  void locksOneRowAfterTheOther(LockOrder order) throws SQLException {
    bank.insert(bank.user(1), 20);
    Teller user = bank.user(2);
    int lowerFirst = 0;
    for (int i = 0; i < 20; i++) {
      List<Long> afterFirst = new ArrayList<>();
      List<Long> afterSecond = new ArrayList<>();

      Transfer done =
          bank.run(
                  Witness.of(transfer(user, order))
                      .after("lock", 1, moving -> afterFirst.addAll(locked()))
                      .after("lock", 2, moving -> afterSecond.addAll(locked()))
                      .work())
              .reached();

      long payer = id(done.sender());
      long receiver = id(done.receiver());
      long first = order == LockOrder.ID ? Math.min(payer, receiver) : payer;
      assertThat(afterFirst).containsExactly(first);
      assertThat(afterSecond).containsExactlyInAnyOrder(payer, receiver);
      lowerFirst += first == Math.min(payer, receiver) ? 1 : 0;
    }
    assertThat(lowerFirst).as("drawn both ways").isBetween(1, order == LockOrder.ID ? 20 : 19);
  }

  @Test
  void twoThatPickOppositeWaysDeadlock() throws SQLException {
    bank.insert(bank.user(1), 2);
    bank.execute(
        "ALTER DATABASE %s SET deadlock_timeout = '10ms'".formatted(bank.database().name()));
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    List<Ran<Transfer>> ended;
    try (SqlEngine engine = TestEngine.open(bank.database(), 2)) {
      List<CompletableFuture<Ran<Transfer>>> both =
          opposite(LockOrder.PICKED)
              .map(
                  work ->
                      Witness.of(work)
                          .after("lock", moving -> bothHoldOne.await(10, TimeUnit.SECONDS))
                          .work())
              .map(work -> BankUnderTest.start(engine, work))
              .toList();
      ended = both.stream().map(CompletableFuture::join).toList();
    }

    assertThat(ended.stream().filter(Ran::isOperation)).hasSize(1);
    assertThat(ended.stream().filter(ran -> !ran.isOperation()))
        .singleElement()
        .satisfies(ran -> assertThat(ran.failureKind().category()).isEqualTo("deadlock"));
    assertThat(bank.number("SELECT COUNT(*) FROM tidemark_transfer")).isEqualTo(1);
    assertThat(bank.audit().ok()).isTrue();
  }

  /** The second waits for the first's first row, so that it holds none that the first will want. */
  @Test
  void twoThatLockByIdDoNot() throws SQLException {
    bank.insert(bank.user(1), 2);
    List<SqlWork<Turn, Transfer>> both = opposite(LockOrder.ID).toList();
    List<CompletableFuture<Ran<Transfer>>> second = new ArrayList<>();

    Ran<Transfer> first =
        bank.run(
            Witness.of(both.get(0))
                .after(
                    "lock",
                    moving -> {
                      second.add(bank.start(both.get(1)));
                      awaitWaiting();
                    })
                .work());

    assertThat(first.isOperation()).isTrue();
    assertThat(second)
        .singleElement()
        .satisfies(ran -> assertThat(ran.join().isOperation()).isTrue());
  }

  /** Looks until somebody waits for a lock; its own lock timeout ends the wait in any case. */
  private void awaitWaiting() throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (bank.number("SELECT COUNT(*) FROM pg_locks WHERE NOT granted") == 0) {
      assertThat(System.nanoTime()).as("nobody waits").isLessThan(deadline);
    }
  }

  /** Two transfers between the bank's two accounts, there and back. */
  private Stream<SqlWork<Turn, Transfer>> opposite(LockOrder order) {
    Transferrer transferrer = new Transferrer(dialect, bank.ledger(), order);
    return Stream.of(0, 1)
        .map(
            payer -> {
              CommitCounter counter = bank.ledger().counter(10 + payer);
              Turn turn =
                  LongStream.rangeClosed(1, 100)
                      .mapToObj(number -> new Turn(BankUnderTest.SEED, 10 + payer, number, counter))
                      .filter(one -> one.draws().nextInt(2) == payer)
                      .findFirst()
                      .orElseThrow();
              return transferrer.work(turn);
            });
  }
}
