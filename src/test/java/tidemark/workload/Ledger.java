package tidemark.workload;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.sql.Params;
import tidemark.sql.Sql;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlFile;

/**
 * What the run knows of its own commits, beside what the database says of them: a counter for each
 * user that writes, and the number of accounts. Thread-safe.
 */
public final class Ledger {
  private final Queue<CommitCounter> counters = new ConcurrentLinkedQueue<>();
  private final AtomicLong accounts = new AtomicLong();
  private final Sql deposit;
  private final Sql transfer;
  private final Sql removal;

  public Ledger(SqlDialect dialect) {
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
