package tidemark.sql.jdbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The engine's threads, each of which shows what it works on. Started as they are needed. */
final class Workers extends ThreadPoolExecutor {
  /** A worker thread. */
  static final class Worker extends Thread {
    private volatile @Nullable JdbcAttempt<?, ?> current;

    Worker(Runnable work, int number) {
      super(work, "tidemark-sql-" + number);
      setDaemon(true);
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
    ((Worker) Thread.currentThread()).current = null;
  }

  List<Worker> threads() {
    return threads;
  }
}
