package tidemark.sql.reactive;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.error.SqlPhase;
import tidemark.sql.Cancellation;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlFailure;

/**
 * One attempt on its way: queued, running on the event loop of its connection, over. The watchdog
 * may end it from elsewhere.
 */
final class ReactiveAttempt<I, S> {
  private static final Logger LOG = LoggerFactory.getLogger(ReactiveAttempt.class);

  private final ReactiveEngine engine;
  private final SqlCall<I, S> call;
  private final long queuedNanos = System.nanoTime();
  private volatile @Nullable Running running;

  ReactiveAttempt(ReactiveEngine engine, SqlCall<I, S> call) {
    this.engine = engine;
    this.call = call;
  }

  /** What it is while it has a connection. */
  private final class Running {
    private final ReactiveConnection connection;
    private final Cancellation limit;
    private final PlanFlow<I, S> flow;

    Running(ReactiveConnection connection) {
      this.connection = connection;
      this.limit = new Cancellation(connection, engine.settings().timeout());
      this.flow = new PlanFlow<>(call.plan(), connection, this::over);
    }

    void start() {
      engine.gauge().holds();
      tell(() -> call.acquired(System.nanoTime() - queuedNanos));
      flow.start(call.input());
    }

    private void over() {
      boolean wasCancelled = limit.over();
      SqlFailure failure = flow.failure();
      SqlFailure last = failure != null && wasCancelled ? failure.ofCancelled() : failure;
      connection.taken();
      engine.gauge().released();
      if (flow.spoilt() || wasCancelled) {
        connection.discard();
      } else {
        engine.pool().release(connection);
      }
      end(() -> call.ended(flow.state(), last, flow.phase()));
    }
  }

  /** Has it run on this connection, on its event loop; from any thread. Its time begins. */
  void run(ReactiveConnection connection) {
    Running begun = new Running(connection);
    running = begun;
    connection.context().runOnContext(none -> begun.start());
  }

  /** The engine is closed to new work: it was never let in. */
  void turnAway() {
    engine.gauge().gaveUp();
    tell(call::rejected);
  }

  /** The engine was closed while it waited. */
  void reject() {
    engine.gauge().gaveUp();
    end(call::rejected);
  }

  boolean isLate(long nowNanos) {
    return nowNanos - queuedNanos > engine.settings().acquireTimeout().toNanos();
  }

  /** It has waited too long. A pool that is short, and a server that refuses, are two diagnoses. */
  void expire() {
    Throwable refusal = engine.pool().shortOf();
    engine.gauge().gaveUp();
    if (refusal == null) {
      engine.gauge().timedOut();
    }
    SqlFailure failure =
        refusal == null
            ? SqlFailure.ofPool(ReactiveEngine.POOL, engine.settings().acquireTimeout())
            : ClientErrors.failure(refusal, false, SqlPhase.ACQUIRE);
    end(
        () -> {
          call.acquired(System.nanoTime() - queuedNanos);
          call.failed(failure);
        });
  }

  /** What may end it while it runs. */
  @Nullable Cancellation limit() {
    Running now = running;
    return now == null ? null : now.limit;
  }

  private void end(Runnable telling) {
    tell(telling);
    engine.pool().ended();
  }

  /** What a caller does when it is told is its own affair. */
  private static void tell(Runnable telling) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      LOG.error("a caller could not be told", e);
    }
  }
}
