package tidemark.sql.jdbc;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at all attempts some times a second and ends those whose time is over. */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long PERIOD_MILLIS = 20;

  private final Workers workers;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tidemark-sql-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  Watchdog(Workers workers) {
    this.workers = workers;
    timer.scheduleWithFixedDelay(
        this::lookSafely, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A task that throws would not be run again, and no limit be kept from then on. */
  private void lookSafely() {
    try {
      look(System.nanoTime());
    } catch (RuntimeException e) {
      LOG.error("an attempt's end could not be told", e);
    }
  }

  private void look(long nowNanos) {
    expireQueued(nowNanos);
    forEachAttempt(attempt -> attempt.check(nowNanos));
  }

  /** The queue is in order of age: those before the first that is in time are late. */
  private void expireQueued(long nowNanos) {
    JdbcAttempt<?, ?> oldest = (JdbcAttempt<?, ?>) workers.getQueue().peek();
    while (oldest != null && oldest.isLate(nowNanos)) {
      if (workers.remove(oldest)) {
        oldest.expire();
      }
      oldest = (JdbcAttempt<?, ?>) workers.getQueue().peek();
    }
  }

  /** Cancels whatever runs. */
  void cancelAll() {
    forEachAttempt(JdbcAttempt::cancel);
  }

  /** Ends whatever waits or runs, whatever its server does. */
  void abandonAll() {
    forEachAttempt(JdbcAttempt::abandon);
  }

  private void forEachAttempt(Consumer<JdbcAttempt<?, ?>> action) {
    for (Workers.Worker worker : workers.threads()) {
      JdbcAttempt<?, ?> attempt = worker.current();
      if (attempt != null) {
        action.accept(attempt);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
