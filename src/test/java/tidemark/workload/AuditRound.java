package tidemark.workload;

import java.sql.SQLException;
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
  private final ChatAudit chats;
  private final Findings money = new Findings();
  private final Findings balances = new Findings();
  private final Findings orphans = new Findings();
  private final Findings negatives = new Findings();
  private long sum;
  private boolean whole;

  /**
   * A round.
   *
   * @param draft what each account must hold by what is settled; is changed
   */
  AuditRound(Snapshot snapshot, Holdings draft) {
    this.snapshot = snapshot;
    this.draft = draft;
    this.commits = new CommitAudit(snapshot, true);
    this.chats = new ChatAudit(snapshot, true);
  }

  /** Reads on in one user's page. */
  void user(CommitCounter.Expected user, Page page, Holdings settled) throws SQLException {
    int writer = user.writer();
    long from = page.comparedBefore();
    page.read(snapshot, user, settled, draft);
    commits.compare(user, page.found());
    if (page.uncompared().contains("transfer")) {
      commits.transfersSince(writer, from);
    }
    if (page.uncompared().contains("removal")) {
      snapshot.read("orphans_since", row -> Audit.orphan(orphans, row), writer, from, writer, from);
    }
    page.compared();
  }

  /** Reads on in one user's chats. */
  void chats(ChatBook.Expected user, ChatPage page) throws SQLException {
    chats.user(user, page);
  }

  /** Looks at the accounts, when all pages are read. */
  void accounts() throws SQLException {
    whole = draft.isWhole();
    snapshot.read("accounts", row -> account(row.getLong(1), row.getLong(2)));
    draft
        .left()
        .forEach(
            (account, holding) ->
                balances.add(
                    Math.abs(holding.balance()),
                    Audit.unsound(account, -holding.balance(), holding.opened(), 0)));
    Audit.money(money, sum, draft.removed(), draft.inserted());
  }

  /** What was found, also if it did not come to its end. */
  List<AuditPart> found() {
    return List.of(
        money.part("money", Map.of()),
        balances.part("balances", Map.of()),
        orphans.part("orphans", Map.of()),
        negatives.part("negatives", Map.of()),
        commits.part(),
        chats.part());
  }

  /** An account that is there; one that is not followed can only be counted. */
  private void account(long id, long balance) {
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
