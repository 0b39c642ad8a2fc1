package tidemark.sql.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import tidemark.record.LockWaitFigures;
import tidemark.record.LockWaits;
import tidemark.record.PoolFigures;
import tidemark.record.PoolUse;
import tidemark.sql.PoolGauge;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;

/** The blocking engine: as many workers as connections, and one queue before both. */
public final class JdbcEngine implements SqlEngine {
  static final String POOL = "tidemark";
  private static final Duration CANCEL_TIME = Duration.ofSeconds(1);
  private static final long LOOK_MILLIS = 10;

  private final JdbcDatabase database;
  private final LockWaits lockWaits;
  private final JdbcSettings settings;
  private final ConnectionPool pool;
  private final PoolGauge gauge;
  private final Workers workers;
  private final Watchdog watchdog;

  private JdbcEngine(
      JdbcDatabase database, LockWaits lockWaits, JdbcSettings settings, ConnectionPool pool) {
    this.database = database;
    this.lockWaits = lockWaits;
    this.settings = settings;
    this.pool = pool;
    this.gauge = new PoolGauge(settings.connections());
    this.workers = new Workers(settings.connections());
    this.watchdog = new Watchdog(workers);
  }

  /**
   * Opens all connections.
   *
   * @throws SQLException if that cannot be done
   */
  public static JdbcEngine open(DataSource source, SqlDialect dialect, JdbcSettings settings)
      throws SQLException {
    LockWaits lockWaits = new LockWaits();
    JdbcDatabase database = JdbcDatabase.of(dialect, lockWaits);
    return new JdbcEngine(
        database, lockWaits, settings, ConnectionPool.open(POOL, source, database, settings));
  }

  @Override
  public String id() {
    return "jdbc";
  }

  @Override
  public SqlDialect dialect() {
    return database.dialect();
  }

  @Override
  public <I, S> void submit(SqlCall<I, S> call) {
    JdbcAttempt<I, S> attempt = new JdbcAttempt<>(this, call);
    gauge.waits();
    try {
      workers.submit(attempt);
    } catch (RejectedExecutionException e) {
      attempt.reject();
    }
  }

  @Override
  public PoolFigures poolFigures() {
    return gauge.figures();
  }

  @Override
  public PoolUse poolUse() {
    return gauge.use();
  }

  @Override
  public LockWaitFigures lockWaits() {
    return lockWaits.figures();
  }

  @Override
  public boolean drain(LongSupplier leftNanos) {
    List<Runnable> waiting = new ArrayList<>();
    workers.shutdown();
    workers.getQueue().drainTo(waiting);
    waiting.forEach(attempt -> ((JdbcAttempt<?, ?>) attempt).reject());
    try {
      do {
        if (workers.awaitTermination(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      } while (leftNanos.getAsLong() > 0);
      watchdog.cancelAll();
      if (!workers.awaitTermination(CANCEL_TIME.toNanos(), TimeUnit.NANOSECONDS)) {
        watchdog.abandonAll();
        workers.awaitTermination(CANCEL_TIME.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
    watchdog.close();
    pool.close();
  }

  JdbcDatabase database() {
    return database;
  }

  JdbcSettings settings() {
    return settings;
  }

  ConnectionPool pool() {
    return pool;
  }

  PoolGauge gauge() {
    return gauge;
  }
}
