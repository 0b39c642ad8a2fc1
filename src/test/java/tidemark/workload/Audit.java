package tidemark.workload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import tidemark.record.AuditPart;
import tidemark.record.AuditResult;
import tidemark.sql.SqlDialect;

/** Looks whether every cent, every acknowledged commit and every answered chat is there. */
public final class Audit {
  /** What a query that was cancelled at the last moment is given to end. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final DataSource database;
  private final SqlDialect dialect;
  private final Ledger ledger;

  public Audit(DataSource database, SqlDialect dialect, Ledger ledger) {
    this.database = database;
    this.dialect = dialect;
    this.ledger = ledger;
  }

  /**
   * Audits everything, in one snapshot, on a thread of its own. Nobody may be writing.
   *
   * @param within the longest time it may take, a little more when the database does not answer
   * @param quiet false if somebody may be writing all the same: an operation that could not be
   *     ended
   * @return the result, whatever becomes of the audit
   */
  public CompletableFuture<AuditResult> begin(Duration within, boolean quiet) {
    CompletableFuture<AuditResult> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> result.complete(audit(within, quiet)), "tidemark-audit");
    thread.setDaemon(true);
    thread.start();
    // The thread is left alone: when the database answers it, it closes its connection and ends.
    Duration longest = within.plus(MARGIN);
    return result.completeOnTimeout(
        AuditResult.impossible(longest.toNanos() / 1e9, "the audit did not end in time"),
        longest.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  private AuditResult audit(Duration within, boolean quiet) {
    long start = System.nanoTime();
    try {
      List<AuditPart> parts = parts(within, quiet);
      return AuditResult.of(secondsSince(start), parts);
    } catch (SQLException e) {
      return impossible(start, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) { // whoever waits must be told
      return impossible(start, e.toString());
    }
  }

  private AuditResult impossible(long start, String problem) {
    return AuditResult.impossible(secondsSince(start), problem.replaceAll("\\s+", " "));
  }

  /** The counters come first: what they say is acknowledged must be in the snapshot. */
  private List<AuditPart> parts(Duration within, boolean quiet) throws SQLException {
    List<CommitCounter.Expected> users = ledger.expected();
    Optional<List<ChatBook.Expected>> chats = ledger.expectedChats();
    try (Snapshot snapshot = Snapshot.begin(database, dialect, within)) {
      List<AuditPart> parts = new ArrayList<>();
      parts.add(money(snapshot));
      parts.add(balances(snapshot));
      parts.add(orphans(snapshot));
      parts.add(negatives(snapshot));
      parts.add(commits(snapshot, users, quiet));
      if (chats.isPresent()) {
        parts.add(chats(snapshot, chats.get(), quiet));
      }
      return parts;
    }
  }

  private static AuditPart chats(Snapshot snapshot, List<ChatBook.Expected> users, boolean quiet)
      throws SQLException {
    ChatAudit chats = new ChatAudit(snapshot, !quiet);
    chats.everything(users);
    return chats.part();
  }

  private static AuditPart commits(
      Snapshot snapshot, List<CommitCounter.Expected> users, boolean quiet) throws SQLException {
    CommitAudit commits = new CommitAudit(snapshot, !quiet);
    commits.everything(users);
    return commits.part();
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static AuditPart money(Snapshot snapshot) throws SQLException {
    Findings findings = new Findings();
    Map<String, Object> figures = new LinkedHashMap<>();
    snapshot.read(
        "money",
        row -> {
          long balances = row.getLong(1);
          long inserted = row.getLong(2);
          long removed = row.getLong(3);
          figures.put("balances", balances);
          figures.put("removed", removed);
          figures.put("inserted", inserted);
          figures.put("accounts", row.getLong(4));
          money(findings, balances, removed, inserted);
        });
    return findings.part("money", figures);
  }

  /** All there is, and all that was taken out, is all that was put in. */
  static void money(Findings findings, long balances, long removed, long inserted) {
    long off = balances + removed - inserted;
    if (off != 0) {
      findings.add(
          Math.abs(off),
          "balances %d + removed %d is %+d against inserted %d"
              .formatted(balances, removed, off, inserted));
    }
  }

  private static AuditPart balances(Snapshot snapshot) throws SQLException {
    Findings findings = new Findings();
    snapshot.read(
        "balances",
        row -> {
          long off = -row.getLong(2);
          long rows = row.getLong(4);
          long opened = row.getLong(3) + rows;
          findings.add(Math.abs(off), unsound(row.getLong(1), off, opened, rows));
        });
    return findings.part("balances", Map.of());
  }

  /**
   * What is wrong with an account.
   *
   * @param off what it has more than its ledger says
   * @param opened its deposits less its removals
   * @param rows how often it is there
   */
  static String unsound(long account, long off, long opened, long rows) {
    if (opened == rows) {
      return "account %d is off by %+d against its ledger".formatted(account, off);
    }
    String what;
    if (opened > 0 && rows == 0) {
      what = "is in the ledger and its row is lost";
    } else if (opened == 0) {
      what = "has a row and is not open in the ledger";
    } else {
      what = "is open %d times in the ledger and has %d rows".formatted(opened, rows);
    }
    return "account %d %s%s"
        .formatted(account, what, off == 0 ? "" : ", off by %+d".formatted(off));
  }

  private static AuditPart orphans(Snapshot snapshot) throws SQLException {
    Findings findings = new Findings();
    snapshot.read("orphans", row -> orphan(findings, row));
    return findings.part("orphans", Map.of());
  }

  /** A transfer without an account: writer, number, account. */
  static void orphan(Findings findings, ResultSet row) throws SQLException {
    findings.add(
        0,
        "transfer %d of user %d has no account %d"
            .formatted(row.getLong(2), row.getLong(1), row.getLong(3)));
  }

  private static AuditPart negatives(Snapshot snapshot) throws SQLException {
    Findings findings = new Findings();
    snapshot.read(
        "negatives",
        row ->
            findings.add(
                -row.getLong(2), "account %d has %d".formatted(row.getLong(1), row.getLong(2))));
    return findings.part("negatives", Map.of());
  }
}
