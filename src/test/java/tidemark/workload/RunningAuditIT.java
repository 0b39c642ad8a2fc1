package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tidemark.record.AuditRounds;
import tidemark.record.Mark;
import tidemark.record.Marks;
import tidemark.sql.SqlDialect;
import tidemark.testdb.Await;
import tidemark.testdb.Intercepted;

/** The audit while users work: it reads what is new, and is never wrong about what is under way. */
class RunningAuditIT extends OnEachDatabase {
  private static final int FIRST_NEW = 5000;

  private final Marks marks = new Marks();

  RunningAuditIT(SqlDialect dialect) {
    super(dialect);
  }

  private RunningAudit audit() {
    return new RunningAudit(bank.database().source(), dialect, bank.ledger(), marks);
  }

  private static AuditRounds round(RunningAudit audit) {
    audit.round();
    return audit.rounds();
  }

  private static void assertGood(RunningAudit audit) {
    int before = audit.rounds().done();
    AuditRounds after = round(audit);
    assertThat(after.findings()).isEmpty();
    assertThat(after.done()).isEqualTo(before + 1);
    assertThat(after.unfinished()).isZero();
  }

  private Mark newestMark() {
    marks.begin(0);
    List<Mark> all = marks.until(Long.MAX_VALUE);
    return all.get(all.size() - 1);
  }

  private static void assertFinds(RunningAudit audit, String... texts) {
    AuditRounds after = round(audit);
    assertThat(after.broken()).isEqualTo(1);
    assertThat(String.join("\n", after.findings())).contains(texts);
  }

  /** Rows of a commit that opens one account. */
  private void open(Entry entry, long account) throws SQLException {
    bank.execute(
        """
        INSERT INTO tidemark_account SELECT %1$d, 'new %1$d', 70, opening, interest_rate, risk_re,
        risk_im, active, created_at, ref FROM tidemark_account WHERE id = 1
        """
            .formatted(account),
        "INSERT INTO tidemark_ledger VALUES (%d, %d, %d, 0, 'deposit', %d, NULL, 70)"
            .formatted(entry.writer(), entry.number(), entry.attempt(), account));
  }

  @Test
  void allAddsUpAgainAndAgainWhileUsersWork() throws Exception {
    bank.insert(bank.user(0), 60);
    Staff staff = new Staff(bank, 200, LockOrder.PICKED);
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> users = new ArrayList<>();
    int writer = 0;
    for (Role role : List.of(Role.INSERTER, Role.TRANSFERRER, Role.TRANSFERRER, Role.DELETER)) {
      Teller teller = bank.user(++writer);
      users.add(
          threads.submit(
              () -> {
                while (!enough.get()) {
                  bank.run(staff.next(role, teller));
                }
              }));
    }
    try (RunningAudit audit = audit()) {
      audit.every(Duration.ofMillis(20), found -> {});
      Await.until("it looked 25 times", () -> audit.rounds().done() >= 25);
      enough.set(true);
      for (Future<?> user : users) {
        user.get(30, TimeUnit.SECONDS);
      }
      assertThat(audit.rounds().findings()).isEmpty();
      assertThat(audit.rounds().longest())
          .isPositive()
          .isLessThanOrEqualTo(audit.rounds().seconds());
    } finally {
      enough.set(true);
      threads.shutdown();
    }
    assertThat(bank.audit().ok()).isTrue();
    assertThat(bank.number("SELECT COUNT(*) FROM tidemark_ledger")).isGreaterThan(200);
  }

  @Test
  void aBalanceThatChangesWhereNobodyWorksIsNamed() throws SQLException {
    bank.insert(bank.user(1), 20);
    RunningAudit audit = audit();
    assertGood(audit);
    bank.execute("UPDATE tidemark_account SET balance = balance + 7 WHERE id = 9");

    assertFinds(
        audit, "after 0 s, money: ", " is +7 against", "balances: account 9 is off by +7 against");
    assertThat(round(audit).broken()).isEqualTo(2);
  }

  @Test
  void accountsThatGoOrComeByThemselvesAreNamed() throws SQLException {
    bank.insert(bank.user(1), 20);
    RunningAudit audit = audit();
    assertGood(audit);
    bank.execute("UPDATE tidemark_account SET id = 9999 WHERE id = 9");

    assertFinds(
        audit,
        "account 9 is in the ledger and its row is lost",
        "account 9999 has a row and is not open in the ledger");
  }

  @Test
  void aNewCommitThatIsLostIsNamed() throws SQLException {
    Teller inserter = bank.user(1);
    bank.insert(inserter, 20);
    RunningAudit audit = audit();
    assertGood(audit);
    assertThat(newestMark().text()).isEqualTo("audit ok");
    bank.insert(inserter, 20);
    bank.insert(inserter, 20);
    bank.execute(
        "DELETE FROM tidemark_account WHERE id IN"
            + " (SELECT account FROM tidemark_ledger WHERE number = 2)",
        "DELETE FROM tidemark_ledger WHERE number = 2");

    assertFinds(audit, "acknowledged: commit 2 of user 1 was acknowledged and is lost");
    assertThat(newestMark().good()).isFalse();
    assertThat(newestMark().kind()).isEqualTo(Mark.Kind.AUDIT);
    assertThat(newestMark().text()).startsWith("audit BROKEN").contains("commit 2 of user 1");
  }

  @Test
  void aNewTransferWhoseRowIsLostIsNamed() throws SQLException {
    bank.insert(bank.user(1), 20);
    Teller payer = bank.user(2);
    Staff staff = new Staff(bank, 0, LockOrder.ID);
    bank.run(staff.next(Role.TRANSFERRER, payer)).reached();
    RunningAudit audit = audit();
    assertGood(audit);
    bank.run(staff.next(Role.TRANSFERRER, payer)).reached();
    bank.execute("DELETE FROM tidemark_transfer WHERE number = 2");

    assertFinds(audit, "transfer 2 of user 2 was acknowledged and its row is lost");
  }

  /** However long the run, a round reads what is new. */
  @Test
  void whatIsSettledIsNotReadAgain() throws SQLException {
    Teller inserter = bank.user(1);
    bank.insert(inserter, 20);
    RunningAudit audit = audit();
    assertGood(audit);
    bank.execute("DELETE FROM tidemark_ledger");
    bank.insert(inserter, 20);

    assertGood(audit);
    assertThat(bank.audit().ok()).as("the last audit reads all").isFalse();
  }

  /** It is there, but its user has not been told yet. */
  @Test
  void aCommitUnderWayIsNoFinding() throws SQLException {
    bank.insert(bank.user(1), 20);
    CommitCounter user = bank.ledger().counter(2);
    RunningAudit audit = audit();
    Entry entry = user.attempt();
    open(entry, FIRST_NEW);
    assertGood(audit);
    assertGood(audit);

    user.acknowledged(entry, 1);

    assertGood(audit);
    assertThat(bank.audit().ok()).isTrue();
  }

  @Test
  void aRefusedCommitThatIsThereIsNamedWhenTheNextOneIs() throws SQLException {
    bank.insert(bank.user(1), 20);
    CommitCounter user = bank.ledger().counter(2);
    RunningAudit audit = audit();
    open(user.attempt(), FIRST_NEW);
    assertGood(audit);
    Entry second = user.attempt();
    open(second, FIRST_NEW + 1);
    user.acknowledged(second, 1);

    assertFinds(audit, "commit 1 of user 2, attempt 2, is there beside another attempt");
  }

  @Test
  void aCommitOfUnknownOutcomeMayComeLateOrNever() throws SQLException {
    bank.insert(bank.user(1), 20);
    CommitCounter user = bank.ledger().counter(2);
    RunningAudit audit = audit();
    Entry never = user.attempt();
    user.uncertain(never, 1);
    Entry late = user.attempt();
    user.uncertain(late, 1);
    Entry after = user.attempt();
    open(after, FIRST_NEW);
    user.acknowledged(after, 1);
    assertGood(audit);

    open(late, FIRST_NEW + 1);

    assertGood(audit);
    assertGood(audit);
    assertThat(bank.audit().ok()).isTrue();
  }

  /** An audit whose query of this number, counted from 1, fails. */
  private RunningAudit failing(int query, Throwable how) {
    AtomicInteger queries = new AtomicInteger();
    return new RunningAudit(
        Intercepted.source(
            bank.database().source(),
            (method, call) -> {
              if (method.equals("executeQuery") && queries.incrementAndGet() == query) {
                throw how;
              }
              return call.proceed();
            }),
        dialect,
        bank.ledger(),
        new Marks());
  }

  /** What was read and not compared is compared by the next. */
  @Test
  void aRoundThatIsBrokenOffHidesNothing() throws SQLException {
    bank.insert(bank.user(1), 20);
    bank.run(new Staff(bank, 0, LockOrder.ID).next(Role.TRANSFERRER, bank.user(2))).reached();
    bank.execute("DELETE FROM tidemark_transfer");
    RunningAudit audit = failing(3, new SQLException("the server is gone"));

    assertThat(round(audit).broken()).isZero();
    assertThat(audit.rounds().unfinished()).isEqualTo(1);

    assertFinds(audit, "transfer 1 of user 2 was acknowledged and its row is lost");
  }

  /** That something is lost is certain before its name is known. */
  @Test
  void whatWasFoundBeforeARoundWasBrokenOffCounts() throws SQLException {
    bank.insert(bank.user(1), 20);
    bank.execute("DELETE FROM tidemark_ledger");
    RunningAudit audit = failing(2, new SQLException("the server is gone"));

    assertFinds(audit, "the commits of user 1 are not as acknowledged");
    assertThat(audit.rounds().done()).isZero();
    assertThat(audit.rounds().unfinished()).isEqualTo(1);
  }

  @Test
  void theNextRoundComesWhateverBecameOfOne() throws Exception {
    bank.insert(bank.user(1), 20);
    try (RunningAudit audit = failing(1, new OutOfMemoryError("planted"))) {
      audit.every(Duration.ofMillis(10), found -> {});
      Await.until("it looked again", () -> audit.rounds().done() > 0);
      assertThat(audit.rounds().unfinished()).isEqualTo(1);
    }
  }

  /** The database is away in the midst of a round: the next one goes on where that one was. */
  @Test
  void aRoundThatIsBrokenOffDoesNoHarm() throws SQLException {
    bank.insert(bank.user(1), 20);
    Teller second = bank.user(2);
    bank.insert(second, 20);
    RunningAudit audit = failing(2, new SQLException("the server is gone"));

    assertThat(round(audit).unfinished()).isEqualTo(1);
    bank.insert(second, 20);

    AuditRounds next = round(audit);
    assertThat(next.done()).isEqualTo(1);
    assertThat(next.findings()).isEmpty();
    assertThat(next.unfinished()).isEqualTo(1);
  }
}
