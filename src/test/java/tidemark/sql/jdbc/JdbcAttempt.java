package tidemark.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;
import tidemark.sql.Cancellation;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlFailure;

/**
 * One attempt on its way: queued, waiting for a connection, running, over. The worker moves it on;
 * the watchdog may end a wait or cancel what runs. The lock is there for those two alone.
 */
final class JdbcAttempt<I, S> implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcAttempt.class);

  private final JdbcEngine engine;
  private final SqlCall<I, S> call;
  private final long queuedNanos = System.nanoTime();
  private @Nullable Thread waiting;
  private boolean waitIsOver;
  private boolean drained;
  private @Nullable Cancellation running;

  /** Nothing is left to do but to tell of it; the worker's own. */
  private boolean over;

  JdbcAttempt(JdbcEngine engine, SqlCall<I, S> call) {
    this.engine = engine;
    this.call = call;
  }

  @Override
  public void run() {
    Connection borrowed;
    try {
      waitHere();
      borrowed = engine.pool().borrow();
    } catch (SQLException e) {
      LOG.debug("no connection", e);
      noConnection();
      return;
    }
    try {
      PooledConnection pooled = engine.pool().pooled(borrowed);
      Cancellation limit = new Cancellation(pooled.interrupt(), engine.settings().timeout());
      if (!gotConnection(limit)) {
        giveBack(borrowed, false);
        noConnection();
        return;
      }
      work(borrowed, pooled, limit);
    } catch (SQLException e) {
      giveBack(borrowed, true);
      giveUp(failure(e, SqlPhase.ACQUIRE));
    }
  }

  private void work(Connection borrowed, PooledConnection pooled, Cancellation limit) {
    engine.gauge().holds();
    call.acquired(System.nanoTime() - queuedNanos);
    PlanRun<I, S> run = new PlanRun<>(call, engine.database(), pooled);
    SqlFailure failure = run.execute();
    boolean wasCancelled = limit.over();
    if (failure != null && wasCancelled) {
      failure = failure.ofCancelled();
    }
    giveBack(borrowed, run.spoilt() || wasCancelled);
    engine.gauge().released();
    over = true;
    run.report(failure);
  }

  private synchronized void waitHere() {
    waiting = Thread.currentThread();
  }

  private synchronized boolean gotConnection(Cancellation limit) {
    waitNoMore();
    if (!waitIsOver) {
      running = limit;
    }
    return !waitIsOver;
  }

  /** The watchdog may have interrupted this thread a moment too late. */
  @SuppressWarnings("ResultOfMethodCallIgnored")
  private synchronized void waitNoMore() {
    waiting = null;
    Thread.interrupted();
  }

  private void giveUp(SqlFailure failure) {
    waitNoMore();
    engine.gauge().gaveUp();
    if (failure.kind().equals(ErrorKind.POOL_TIMEOUT)) {
      engine.gauge().timedOut();
    }
    over = true;
    call.acquired(System.nanoTime() - queuedNanos);
    call.failed(failure);
  }

  /** True if the worker that has it is free for another; to be asked by that worker only. */
  boolean isOver() {
    return over;
  }

  private void giveBack(Connection borrowed, boolean spoilt) {
    try {
      if (spoilt) {
        engine.pool().evict(borrowed);
      } else {
        engine.pool().release(borrowed);
      }
    } catch (SQLException | RuntimeException e) {
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
    noConnection();
  }

  /** The watchdog's look at an attempt that a worker has. */
  synchronized void check(long nowNanos) {
    if (running != null) {
      running.check(nowNanos);
    } else if (isLate(nowNanos)) {
      stopWaiting();
    }
  }

  /** Cancels what runs. */
  synchronized void cancel() {
    if (running != null) {
      running.cancel();
    }
  }

  /** Ends the attempt at once, at the end of the run. */
  synchronized void abandon() {
    if (running != null) {
      running.abandon();
    } else {
      drained = true;
      stopWaiting();
    }
  }

  private void stopWaiting() {
    if (waiting != null && !waitIsOver) {
      waitIsOver = true;
      waiting.interrupt();
    }
  }

  /** A pool that is short of connections, and a server that refuses them, are two diagnoses. */
  private void noConnection() {
    if (isDrained()) {
      waitNoMore();
      reject();
      return;
    }
    SQLException refusal = engine.pool().shortOf();
    giveUp(
        refusal == null
            ? SqlFailure.ofPool(JdbcEngine.POOL, engine.settings().acquireTimeout())
            : failure(refusal, SqlPhase.ACQUIRE));
  }

  private synchronized boolean isDrained() {
    return drained;
  }

  private SqlFailure failure(SQLException error, SqlPhase phase) {
    return new SqlFailure(
        engine.database().classify(error, phase), phase, String.valueOf(error.getMessage()), error);
  }
}
