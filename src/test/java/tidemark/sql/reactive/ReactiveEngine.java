package tidemark.sql.reactive;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.record.LockWaitFigures;
import tidemark.record.PoolFigures;
import tidemark.record.PoolUse;
import tidemark.sql.Cancellation;
import tidemark.sql.PoolGauge;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;

/**
 * The asynchronous engine: connections on few event loops, and one queue before them. What callers
 * are told, and what plans compute, is told and computed there.
 */
public final class ReactiveEngine implements SqlEngine {
  static final String POOL = "tidemark";
  private static final Logger LOG = LoggerFactory.getLogger(ReactiveEngine.class);
  private static final Duration CANCEL_TIME = Duration.ofSeconds(1);
  private static final long LOOK_MILLIS = 10;
  private static final long WATCH_MILLIS = 20;

  private final ReactiveSettings settings;
  private final EventLoops loops;
  private final ReactivePool pool;
  private final PoolGauge gauge;

  private ReactiveEngine(ReactiveSettings settings, EventLoops loops, ReactivePool pool) {
    this.settings = settings;
    this.loops = loops;
    this.pool = pool;
    this.gauge = new PoolGauge(settings.connections());
  }

  /**
   * Opens all connections.
   *
   * @throws SQLException if that cannot be done
   */
  public static ReactiveEngine open(ServerAddress server, ReactiveSettings settings)
      throws SQLException {
    EventLoops loops = EventLoops.start(settings.connections());
    ReactivePool pool =
        new ReactivePool(
            new Connector(loops.vertx(), ConnectOptions.of(server, settings)),
            settings.connections());
    ReactiveEngine engine = new ReactiveEngine(settings, loops, pool);
    try {
      pool.fill(loops);
    } catch (SQLException e) {
      engine.close();
      throw e;
    }
    loops.vertx().setPeriodic(WATCH_MILLIS, timer -> engine.watch(System.nanoTime()));
    return engine;
  }

  @Override
  public String id() {
    return "async";
  }

  @Override
  public SqlDialect dialect() {
    return SqlDialect.POSTGRESQL;
  }

  @Override
  public <I, S> void submit(SqlCall<I, S> call) {
    gauge.waits();
    pool.submit(new ReactiveAttempt<>(this, call));
  }

  /** Looks at all attempts and ends those whose time is over. */
  private void watch(long nowNanos) {
    pool.late(nowNanos).forEach(ReactiveAttempt::expire);
    pool.limits().forEach(limit -> limit.check(nowNanos));
  }

  @Override
  public PoolFigures poolFigures() {
    return gauge.figures();
  }

  @Override
  public PoolUse poolUse() {
    return gauge.use();
  }

  /** It is the server where locks are waited for. */
  @Override
  public LockWaitFigures lockWaits() {
    return LockWaitFigures.NONE;
  }

  @Override
  public boolean drain(LongSupplier leftNanos) {
    pool.shut().forEach(ReactiveAttempt::reject);
    try {
      do {
        if (pool.awaitEnd(LOOK_MILLIS)) {
          return true;
        }
      } while (leftNanos.getAsLong() > 0);
      pool.limits().forEach(Cancellation::cancel);
      if (!pool.awaitEnd(CANCEL_TIME.toMillis())) {
        pool.limits().forEach(Cancellation::abandon);
        pool.awaitEnd(CANCEL_TIME.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
    pool.close();
    try {
      loops.close();
    } catch (SQLException e) {
      LOG.warn("the event loops do not end: {}", e.getMessage());
    }
  }

  ReactiveSettings settings() {
    return settings;
  }

  ReactivePool pool() {
    return pool;
  }

  PoolGauge gauge() {
    return gauge;
  }
}
