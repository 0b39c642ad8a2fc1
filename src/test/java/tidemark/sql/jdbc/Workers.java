package tidemark.sql.jdbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The engine's threads, each of which shows what it works on. Started as they are needed. */
final class Workers extends ThreadPoolExecutor {
  /** A worker thread. */
  static final class Worker extends Thread {
    private volatile @Nullable JdbcAttempt<?, ?> current;

    /** Submitted by what it works on, and to be worked on next. */
    private @Nullable JdbcAttempt<?, ?> kept;

    Worker(Runnable work, int number) {
      super(work, "tidemark-sql-" + number);
      setDaemon(true);
    }

    /** At the end of an attempt only: in the middle of one, another may be what it waits for. */
    private boolean mayKeepAnother() {
      JdbcAttempt<?, ?> ending = current;
      return kept == null && ending != null && ending.isOver();
    }

    /** What it works on; null when idle. */
    @Nullable JdbcAttempt<?, ?> current() {
      return current;
    }
  }

  private final List<Worker> threads = new CopyOnWriteArrayList<>();

  Workers(int count) {
    super(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    setThreadFactory(
        work -> {
          Worker worker = new Worker(work, threads.size() + 1);
          threads.add(worker);
          return worker;
        });
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable attempt) {
    ((Worker) thread).current = (JdbcAttempt<?, ?>) attempt;
  }

  @Override
  protected void afterExecute(Runnable attempt, @Nullable Throwable error) {
    Worker worker = (Worker) Thread.currentThread();
    JdbcAttempt<?, ?> next = worker.kept;
    while (next != null) {
      worker.kept = null;
      worker.current = next;
      next.run();
      next = worker.kept;
    }
    worker.current = null;
  }

  /**
   * Has an attempt run: by the worker that asks for it, when it does so at the end of another one
   * and nobody waits, else in its turn. Handing a user over from thread to thread costs more than
   * many an operation does, and meanwhile SQLite's write lock lies free.
   *
   * @throws RejectedExecutionException after {@link #shutdown}
   */
  void submit(JdbcAttempt<?, ?> attempt) {
    if (Thread.currentThread() instanceof Worker worker
        && worker.mayKeepAnother()
        && getQueue().isEmpty()
        && !isShutdown()) {
      worker.kept = attempt;
    } else {
      execute(attempt);
    }
  }

  List<Worker> threads() {
    return threads;
  }
}
