package tidemark.workload;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each account must hold, by the ledger lines told so far, in whatever order. Follows so many
 * accounts at most; when there are more, no new one is taken in, and {@link #isWhole} says so. Not
 * thread-safe.
 */
final class Holdings {
  /** As many as fit in some megabytes. */
  static final int MOST_ACCOUNTS = 100_000;

  /**
   * What one account must hold.
   *
   * @param opened deposits less removals: 1 for an account that is there
   */
  record Holding(long balance, long opened) {
    private static final Holding NOTHING = new Holding(0, 0);
  }

  private final Map<Long, Holding> accounts;
  private final int most;
  private long inserted;
  private long removed;
  private boolean whole = true;

  Holdings(int most) {
    this.most = most;
    this.accounts = new HashMap<>();
  }

  private Holdings(Holdings other) {
    this.most = other.most;
    this.accounts = new HashMap<>(other.accounts);
    this.inserted = other.inserted;
    this.removed = other.removed;
    this.whole = other.whole;
  }

  Holdings copy() {
    return new Holdings(this);
  }

  void add(LedgerLine line) {
    switch (line.kind()) {
      case "deposit" -> {
        inserted += line.amount();
        change(line.account(), line.amount(), 1);
      }
      case "removal" -> {
        removed += line.amount();
        change(line.account(), -line.amount(), -1);
      }
      default -> {
        change(line.account(), -line.amount(), 0);
        change(line.other(), line.amount(), 0);
      }
    }
  }

  /** An account that is gone for good is forgotten. */
  private void change(long account, long amount, long opened) {
    Holding before = accounts.get(account);
    whole = whole && (before != null || accounts.size() < most);
    if (before == null && !whole) {
      return;
    }
    Holding old = before == null ? Holding.NOTHING : before;
    Holding now = new Holding(old.balance() + amount, old.opened() + opened);
    if (now.equals(Holding.NOTHING)) {
      accounts.remove(account);
    } else {
      accounts.put(account, now);
    }
  }

  /** Takes an account out; null if it is not followed. */
  @Nullable Holding take(long account) {
    return accounts.remove(account);
  }

  /** Those that nobody took out. */
  Map<Long, Holding> left() {
    return accounts;
  }

  /** False when there were more accounts than can be followed. */
  boolean isWhole() {
    return whole;
  }

  /** Sum of all deposits. */
  long inserted() {
    return inserted;
  }

  /** Sum of all removals. */
  long removed() {
    return removed;
  }
}
