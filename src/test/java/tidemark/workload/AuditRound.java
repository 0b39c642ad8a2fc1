package tidemark.workload;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.record.AuditPart;

/**
 * One look at the bank while users work on it: only what is new in the ledger is read, and every
 * account. Belongs to one snapshot.
 */
final class AuditRound {
  private final Snapshot snapshot;
  private final Holdings draft;
  private final CommitAudit commits;
  private final Findings money = new Findings();
  private final Findings balances = new Findings();
  private final Findings negatives = new Findings();
  private long accounts;
  private long sum;

  /**
   * A round.
   *
   * @param draft what each account must hold by what is settled; is changed
   */
  AuditRound(Snapshot snapshot, Holdings draft) {
    this.snapshot = snapshot;
    this.draft = draft;
    this.commits = new CommitAudit(snapshot, true);
  }

  /** Reads on in one user's page. */
  void user(CommitCounter.Expected user, Page page, Holdings settled) throws SQLException {
    long from = page.next();
    boolean transfers = page.read(snapshot, user, settled, draft);
    commits.compare(user, page.found());
    if (transfers) {
      commits.missingTransfers(user.writer(), from);
    }
  }

  /** Looks at the accounts, when all pages are read. */
  List<AuditPart> parts() throws SQLException {
    boolean whole = draft.isWhole();
    snapshot.read("accounts", row -> account(row.getLong(1), row.getLong(2), whole));
    draft
        .left()
        .forEach(
            (account, holding) ->
                balances.add(
                    Math.abs(holding.balance()),
                    Audit.unsound(account, -holding.balance(), holding.opened(), 0)));
    Audit.money(money, sum, draft.removed(), draft.inserted());
    commits.unwrittenTransfers();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("balances", sum);
    figures.put("removed", draft.removed());
    figures.put("inserted", draft.inserted());
    figures.put("accounts", accounts);
    return List.of(
        money.part("money", figures),
        balances.part("balances", Map.of("whole", whole)),
        Audit.orphans(snapshot),
        negatives.part("negatives", Map.of()),
        commits.part());
  }

  /** An account that is there; one that is not followed can only be counted. */
  private void account(long id, long balance, boolean whole) {
    accounts++;
    sum += balance;
    if (balance < 0) {
      negatives.add(-balance, "account %d has %d".formatted(id, balance));
    }
    Holdings.Holding holding = draft.take(id);
    if (holding == null && whole) {
      balances.add(Math.abs(balance), Audit.unsound(id, balance, 0, 1));
    } else if (holding != null && (holding.balance() != balance || holding.opened() != 1)) {
      long off = balance - holding.balance();
      balances.add(Math.abs(off), Audit.unsound(id, off, holding.opened(), 1));
    }
  }
}
