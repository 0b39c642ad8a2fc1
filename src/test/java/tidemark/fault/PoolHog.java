package tidemark.fault;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Takes connections out of a pool and keeps them. It counts for itself how many are out, whatever
 * the pool says. Thread-safe.
 */
public final class PoolHog implements AutoCloseable {
  private final DataSource pool;
  private final List<Borrowing> borrowings = new CopyOnWriteArrayList<>();
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  public PoolHog(DataSource pool) {
    this.pool = pool;
  }

  /** So many borrowers at once, each on a thread of its own, which has this name and a number. */
  public List<Borrowing> borrow(String name, int borrowers) {
    List<Borrowing> all = new ArrayList<>();
    for (int i = 1; i <= borrowers; i++) {
      all.add(borrow(name + "-" + i));
    }
    return all;
  }

  /** A borrower, on a thread of this name. */
  public Borrowing borrow(String name) {
    Borrowing one = new Borrowing(name, this);
    borrowings.add(one);
    one.start(pool);
    return one;
  }

  /** Counted after a connection is had, and before it is given back: never too many. */
  void takes() {
    peak.accumulateAndGet(held.incrementAndGet(), Math::max);
  }

  void givesBack() {
    held.decrementAndGet();
  }

  /** The most that were out at once. */
  public int peak() {
    return peak.get();
  }

  /**
   * Gives back all that is held; those who still wait go on waiting.
   *
   * @throws SQLException if the pool does not take one
   */
  public void release() throws SQLException {
    for (Borrowing one : borrowings) {
      one.release();
    }
  }

  /** Ends those who wait, and gives back what is held. */
  @Override
  public void close() throws SQLException {
    borrowings.forEach(Borrowing::giveUp);
    release();
  }
}
