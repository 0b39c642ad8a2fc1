package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlFailure;

/**
 * One attempt on its way: queued, waiting for a connection, running, over. The worker moves it on;
 * the watchdog may end a wait or cancel what runs. The lock is there for those two alone.
 */
final class JdbcAttempt<I, S> implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcAttempt.class);

  private static final Duration CANCEL_PERIOD = Duration.ofMillis(250);

  private enum State {
    WAITING,
    RUNNING,
    OVER
  }

  private final JdbcEngine engine;
  private final SqlCall<I, S> call;
  private final long queuedNanos = System.nanoTime();
  private State state = State.WAITING;
  private @Nullable Thread worker;
  private @Nullable Connection physical;
  private long runningSince;
  private boolean cancelled;
  private long cancelledNanos;

  JdbcAttempt(JdbcEngine engine, SqlCall<I, S> call) {
    this.engine = engine;
    this.call = call;
  }

  @Override
  public void run() {
    if (!waitFor()) {
      return;
    }
    Connection borrowed;
    try {
      borrowed = engine.pool().borrow();
    } catch (SQLException e) {
      giveUp(poolFailure(e));
      return;
    }
    try {
      PooledConnection pooled = engine.pool().pooled(borrowed);
      if (!gotConnection(pooled.physical())) {
        giveBack(borrowed, false);
        giveUp(timeout());
        return;
      }
      work(borrowed, pooled);
    } catch (SQLException e) {
      giveBack(borrowed, true);
      giveUp(failure(e, SqlPhase.ACQUIRE));
    }
  }

  private void work(Connection borrowed, PooledConnection pooled) {
    engine.gauge().holds();
    call.acquired(System.nanoTime() - queuedNanos);
    PlanRun<I, S> run = new PlanRun<>(call, engine.database(), pooled);
    SqlFailure failure = run.execute();
    boolean wasCancelled = over();
    if (failure != null && wasCancelled && failure.kind().errorClass() != ErrorClass.UNKNOWN) {
      failure = new SqlFailure(ErrorKind.TIMEOUT, failure.phase(), failure.message());
    }
    giveBack(borrowed, run.spoilt() || wasCancelled);
    engine.gauge().released();
    run.report(failure);
  }

  /** A worker took the attempt from the queue; false if its time was over already. */
  private synchronized boolean waitFor() {
    if (state == State.OVER) {
      return false;
    }
    worker = Thread.currentThread();
    return true;
  }

  private synchronized boolean gotConnection(Connection connection) {
    worker = null;
    // The watchdog may have interrupted this thread a moment too late.
    boolean late = Thread.interrupted() || state == State.OVER;
    if (!late) {
      state = State.RUNNING;
      physical = connection;
      runningSince = System.nanoTime();
    }
    return !late;
  }

  private synchronized boolean over() {
    state = State.OVER;
    physical = null;
    return cancelled;
  }

  private void giveUp(SqlFailure failure) {
    synchronized (this) {
      worker = null;
      state = State.OVER;
      Thread.interrupted();
    }
    engine.gauge().gaveUp();
    if (failure.kind().equals(ErrorKind.POOL_TIMEOUT)) {
      engine.gauge().timedOut();
    }
    call.acquired(System.nanoTime() - queuedNanos);
    call.failed(failure);
  }

  private void giveBack(Connection borrowed, boolean spoilt) {
    try {
      if (spoilt) {
        engine.pool().evict(borrowed);
      } else {
        engine.pool().release(borrowed);
      }
    } catch (SQLException e) {
      LOG.debug("a connection could not be given back", e);
    }
  }

  /** Nothing was done and nothing will be: the engine is closed. */
  void reject() {
    engine.gauge().gaveUp();
    call.rejected();
  }

  /**
   * The watchdog's look at a queued attempt.
   *
   * @return true if its time is over; then {@link #expire} is due once it is out of the queue
   */
  boolean isLate(long nowNanos) {
    return nowNanos - queuedNanos > engine.settings().acquireTimeout().toNanos();
  }

  void expire() {
    giveUp(timeout());
  }

  /** The watchdog's look at an attempt that a worker has. */
  synchronized void check(long nowNanos) {
    Thread waiting = worker;
    if (state == State.WAITING && waiting != null && isLate(nowNanos)) {
      state = State.OVER;
      waiting.interrupt();
    } else if (state == State.RUNNING
        && (cancelled || nowNanos - runningSince > engine.settings().timeout().toNanos())) {
      cancel(nowNanos);
    }
  }

  /** Cancels what runs. Between two statements that has no effect: it is done again and again. */
  synchronized void cancel(long nowNanos) {
    Connection running = physical;
    if (running == null || (cancelled && nowNanos - cancelledNanos < CANCEL_PERIOD.toNanos())) {
      return;
    }
    cancelled = true;
    cancelledNanos = nowNanos;
    try {
      engine.database().cancel(running);
    } catch (SQLException e) {
      LOG.warn("a statement could not be cancelled: {}", e.getMessage());
    }
  }

  private SqlFailure poolFailure(SQLException error) {
    Throwable cause = error.getCause();
    return cause instanceof SQLException database ? failure(database, SqlPhase.ACQUIRE) : timeout();
  }

  private SqlFailure failure(SQLException error, SqlPhase phase) {
    return new SqlFailure(
        engine.database().classify(error, phase), phase, String.valueOf(error.getMessage()));
  }

  private SqlFailure timeout() {
    return new SqlFailure(
        ErrorKind.POOL_TIMEOUT,
        SqlPhase.ACQUIRE,
        "pool tidemark: no connection within "
            + engine.settings().acquireTimeout().toMillis()
            + " ms");
  }
}
