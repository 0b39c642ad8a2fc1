package tidemark.sql;

import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends an attempt that runs when its time is over: cancels again and again, for a cancel between
 * two statements has no effect, and gives the connection up at last. Thread-safe.
 */
public final class Cancellation {
  private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);
  private static final Duration AGAIN = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private enum State {
    RUNNING,
    CANCELLED,
    ABANDONED,
    OVER
  }

  private final Interrupt interrupt;
  private final long deadline;
  private State state = State.RUNNING;
  private long firstCancel;
  private long lastCancel;

  /**
   * For an attempt that starts to run now.
   *
   * @param timeout how long it may run
   */
  public Cancellation(Interrupt interrupt, Duration timeout) {
    this.interrupt = interrupt;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  /** The watchdog's look. */
  public synchronized void check(long nowNanos) {
    if (state == State.RUNNING && nowNanos - deadline > 0) {
      cancel();
    } else if (state == State.CANCELLED && nowNanos - firstCancel >= PATIENCE.toNanos()) {
      LOG.warn("a statement does not heed its cancel: its connection is given up");
      abandon();
    } else if (isTold() && nowNanos - lastCancel >= AGAIN.toNanos()) {
      cancel();
    }
  }

  /** Cancels what runs, whether its time is over or not. */
  public synchronized void cancel() {
    if (state == State.RUNNING) {
      state = State.CANCELLED;
      firstCancel = System.nanoTime();
    }
    if (isTold()) {
      lastCancel = System.nanoTime();
      end(interrupt::cancel);
    }
  }

  private boolean isTold() {
    return state == State.CANCELLED || state == State.ABANDONED;
  }

  /** Gives the connection up. */
  public synchronized void abandon() {
    if (state != State.OVER) {
      state = State.ABANDONED;
      end(interrupt::abandon);
    }
  }

  /**
   * The attempt is over, and will not be ended any more.
   *
   * @return true if it was told to end
   */
  public synchronized boolean over() {
    boolean told = state != State.RUNNING;
    state = State.OVER;
    return told;
  }

  private static void end(Ending how) {
    try {
      how.end();
    } catch (SQLException e) {
      LOG.warn("a statement could not be ended: {}", e.getMessage());
    }
  }

  /** A way to end what runs. */
  @FunctionalInterface
  private interface Ending {
    void end() throws SQLException;
  }
}
