package tidemark.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.record.AuditResult;
import tidemark.sql.SqlDialect;
import tidemark.testdb.Intercepted;

/** What an audit does when it cannot be done, takes too long, or is disturbed. */
class AuditLimitIT extends OnEachDatabase {
  private static final Duration LONG = Duration.ofSeconds(20);

  AuditLimitIT(SqlDialect dialect) {
    super(dialect);
  }

  @BeforeEach
  void work() {
    bank.insert(bank.user(1), 60);
    Staff staff = new Staff(bank, 0, LockOrder.ID);
    Teller payer = bank.user(2);
    for (int i = 0; i < 5; i++) {
      bank.run(staff.next(Role.TRANSFERRER, payer)).reached();
    }
  }

  private Audit audit(DataSource source) {
    return new Audit(source, dialect, bank.ledger());
  }

  private static void assertImpossible(AuditResult result) {
    assertThat(result.ok()).isFalse();
    assertThat(result.parts()).isEmpty();
    assertThat(result.problem()).isNotBlank().doesNotContain("\n");
  }

  private static void assertHappens(CountDownLatch event) throws InterruptedException {
    assertThat(event.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tidemark_ledger", "tidemark_transfer", "tidemark_account"})
  void aTableThatIsGoneMakesItImpossible(String table) throws SQLException {
    bank.execute("DROP TABLE " + table + (onPostgresql() ? " CASCADE" : ""));

    AuditResult result = bank.audit().result();

    assertImpossible(result);
    assertThat(result.problem()).contains(table);
  }

  @Test
  void aDatabaseThatIsGoneMakesItImpossible() throws IOException, SQLException {
    bank.close();
    if (!onPostgresql()) {
      Files.delete(Path.of(bank.database().url().substring("jdbc:sqlite:".length())));
    }

    assertImpossible(bank.audit().result());
  }

  /** Accounts without end, so that the first query has none either. */
  private void openAccountsForEver() throws SQLException {
    bank.execute(
        "DROP TABLE tidemark_transfer",
        "DROP TABLE tidemark_account",
        "CREATE VIEW tidemark_account AS WITH RECURSIVE n (i) AS"
            + " (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, i - i AS balance FROM n");
  }

  /** The query ends too, or it would keep a processor busy for ever. */
  @Test
  void itEndsWhenItsTimeIsOver() throws Exception {
    openAccountsForEver();
    CountDownLatch closed = new CountDownLatch(1);
    DataSource source =
        Intercepted.source(
            bank.database().source(),
            (method, call) -> {
              Object result = call.proceed();
              if (method.equals("close")) {
                closed.countDown();
              }
              return result;
            });

    AuditResult result =
        assertTimeoutPreemptively(
            LONG, () -> audit(source).begin(Duration.ofMillis(300), true).join());

    assertImpossible(result);
    assertThat(result.seconds()).isBetween(0.3, (double) LONG.toSeconds());
    assertHappens(closed);
  }

  /** A cancel that comes just before the query finds nothing to cancel: it must come again. */
  @Test
  void itEndsThoughTheFirstCancelCameTooEarly() throws Exception {
    openAccountsForEver();
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    DataSource source =
        Intercepted.source(
            bank.database().source(),
            (method, call) -> {
              if (method.equals("executeQuery")) {
                cancelled.await(LONG.toSeconds(), TimeUnit.SECONDS);
              }
              Object result = call.proceed();
              if (method.equals("cancel")) {
                cancelled.countDown();
              } else if (method.equals("close")) {
                closed.countDown();
              }
              return result;
            });

    assertImpossible(
        assertTimeoutPreemptively(
            LONG, () -> audit(source).begin(Duration.ofMillis(500), true).join()));
    assertHappens(closed);
  }

  @Test
  void noFurtherQueryStartsWhenItsTimeIsOver() {
    AtomicInteger queries = new AtomicInteger();
    CountDownLatch cancelled = new CountDownLatch(1);
    DataSource source =
        Intercepted.source(
            bank.database().source(),
            (method, call) -> {
              if (method.equals("cancel")) {
                cancelled.countDown();
                return null;
              }
              if (method.equals("executeQuery")) {
                queries.incrementAndGet();
                cancelled.await(LONG.toSeconds(), TimeUnit.SECONDS);
              }
              return call.proceed();
            });

    AuditResult result = audit(source).begin(Duration.ofMillis(500), true).join();

    assertImpossible(result);
    assertThat(result.problem()).isEqualTo("the time for the audit is over");
    assertThat(queries).hasValue(1);
  }

  /** As when a server hangs. What comes of the connection later must not be left open. */
  @Test
  void itDoesNotWaitForAConnectionLongerThanItsTime() throws InterruptedException {
    CountDownLatch answers = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger statements = new AtomicInteger();
    DataSource source =
        Intercepted.source(
            bank.database().source(),
            (method, call) -> {
              if (method.equals("getConnection")) {
                answers.await();
              }
              Object result = call.proceed();
              if (method.equals("prepareStatement")) {
                statements.incrementAndGet();
              } else if (method.equals("close")) {
                closed.countDown();
              }
              return result;
            });

    AuditResult result =
        assertTimeoutPreemptively(
            LONG, () -> audit(source).begin(Duration.ofMillis(100), true).join());

    assertImpossible(result);
    assertThat(result.problem()).isEqualTo("the audit did not end in time");
    answers.countDown();
    assertHappens(closed);
    assertThat(statements).as("statements on the late connection").hasValue(0);
  }

  /** Between two queries another connection commits: the audit sees what was there before. */
  @Test
  void itReadsOneSnapshot() {
    AtomicInteger commits = new AtomicInteger();
    DataSource source =
        Intercepted.source(
            bank.database().source(),
            (method, call) -> {
              Object result = call.proceed();
              if (method.equals("executeQuery")) {
                bank.execute("UPDATE tidemark_account SET balance = balance + 1");
                commits.incrementAndGet();
              }
              return result;
            });

    AuditResult result = audit(source).begin(LONG, true).join();

    assertThat(result.ok()).as(result.toString()).isTrue();
    assertThat(commits.get()).as("commits").isGreaterThanOrEqualTo(5);
    assertThat(bank.audit().broken()).contains("money", "balances");
  }

  /** An operation that could not be ended may still commit: neither lost nor a phantom. */
  @Test
  void aCommitThatComesWhileTheLastAuditBeginsIsNoFinding() {
    Teller inserter = bank.user(9);
    bank.insert(inserter, 20);
    AtomicBoolean first = new AtomicBoolean(true);
    DataSource source =
        Intercepted.source(
            bank.database().source(),
            (method, call) -> {
              if (method.equals("getConnection") && first.getAndSet(false)) {
                bank.insert(inserter, 20);
              }
              return call.proceed();
            });

    AuditResult result =
        new Audit(source, dialect, bank.ledger()).begin(Duration.ofSeconds(20), false).join();

    assertThat(first).isFalse();
    assertThat(result.parts()).filteredOn(part -> !part.ok()).isEmpty();
    assertThat(result.ok()).isTrue();
  }
}
