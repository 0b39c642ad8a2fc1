package tidemark.workload;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.sql.Params;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFile;

/**
 * What the run knows of its own commits, beside what the database says of them: a counter for each
 * user that writes, the number of accounts, and the chats, where those are stored too. Thread-safe.
 */
public final class Ledger {
  private final Queue<CommitCounter> counters = new ConcurrentLinkedQueue<>();
  private final AtomicLong accounts = new AtomicLong();
  private final Optional<ChatBook> chats;
  private final Sql deposit;
  private final Sql transfer;
  private final Sql removal;

  public Ledger(SqlDialect dialect) {
    this(dialect, Optional.empty());
  }

  /** The same, and chats are accounted for too. */
  public Ledger(SqlDialect dialect, Optional<ChatBook> chats) {
    this.chats = chats;
    SqlFile sql = dialect.file("ledger");
    deposit = sql.get("deposit");
    transfer = sql.get("transfer");
    removal = sql.get("removal");
  }

  /** The counter of one more user. */
  CommitCounter counter(int writer) {
    CommitCounter counter = new CommitCounter(writer);
    counters.add(counter);
    return counter;
  }

  /** Acknowledged inserts less acknowledged removals; commits of unknown outcome left out. */
  long accounts() {
    return accounts.get();
  }

  /** So many more accounts are there, or fewer. */
  public void accountsChanged(int by) {
    accounts.addAndGet(by);
  }

  List<CommitCounter.Expected> expected() {
    return counters.stream().map(CommitCounter::expected).toList();
  }

  /** What users know of their chats; empty where none are stored. */
  Optional<List<ChatBook.Expected>> expectedChats() {
    return chats.map(ChatBook::expected);
  }

  Sql deposit() {
    return deposit;
  }

  Sql transfer() {
    return transfer;
  }

  Sql removal() {
    return removal;
  }

  /** Binds what every ledger row starts with. */
  static Params bind(Params params, Entry entry, int line) {
    return params
        .integer(entry.writer())
        .integer(entry.number())
        .integer(entry.attempt())
        .integer(line);
  }
}
