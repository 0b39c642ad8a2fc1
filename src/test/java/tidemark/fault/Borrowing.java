package tidemark.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One borrower: it waits on a thread of its own, and then has a connection, or has been refused. To
 * hold one it needs no thread. Thread-safe.
 */
public final class Borrowing {
  private final String name;
  private final PoolHog hog;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable Thread waiting;
  private @Nullable Connection connection;
  private @Nullable SQLException refusal;
  private long endNanos;
  private long waitedNanos;
  private boolean givenUp;

  Borrowing(String name, PoolHog hog) {
    this.name = name;
    this.hog = hog;
  }

  synchronized void start(DataSource pool) {
    Thread thread = new Thread(() -> borrow(pool), name);
    thread.setDaemon(true);
    waiting = thread;
    thread.start();
  }

  private void borrow(DataSource pool) {
    long start = System.nanoTime();
    try {
      Connection taken = pool.getConnection();
      hog.takes();
      ended(start, taken, null);
    } catch (SQLException e) {
      ended(start, null, e);
    } catch (RuntimeException e) {
      ended(start, null, new SQLException(e));
    }
    over.countDown();
  }

  private synchronized void ended(
      long start, @Nullable Connection taken, @Nullable SQLException why) {
    endNanos = System.nanoTime();
    waitedNanos = endNanos - start;
    waiting = null;
    connection = taken;
    refusal = why;
    if (givenUp) {
      try {
        release();
      } catch (SQLException e) {
        refusal = e;
      }
    }
  }

  /** As given to the thread that waited, by which a pool may know it. */
  public String name() {
    return name;
  }

  /** Waits until it has a connection, or is refused; false if neither comes within that time. */
  public boolean ends(Duration within) throws InterruptedException {
    return over.await(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What it holds. */
  public synchronized Optional<Connection> connection() {
    return Optional.ofNullable(connection);
  }

  /** Why it holds none. */
  public synchronized Optional<SQLException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** How long it waited; 0 while it still does. */
  public synchronized long waitedNanos() {
    return waitedNanos;
  }

  /** When its wait ended, as {@link System#nanoTime} has it. */
  public synchronized long endNanos() {
    return endNanos;
  }

  /**
   * Gives back what it holds, if anything.
   *
   * @throws SQLException if the pool does not take it
   */
  public synchronized void release() throws SQLException {
    Connection held = connection;
    if (held != null) {
      connection = null;
      hog.givesBack();
      held.close();
    }
  }

  /** Ends its wait; what it may get all the same goes back at once. */
  synchronized void giveUp() {
    givenUp = true;
    if (waiting != null) {
      waiting.interrupt();
    }
  }
}
