package tidemark.sql;

import java.time.Duration;
import tidemark.record.LockWaitFigures;
import tidemark.record.PoolFigures;

/**
 * Runs plans against one database. It owns begin, commit, rollback, timeouts, and what an error
 * means. Thread-safe.
 */
public interface SqlEngine extends AutoCloseable {
  /** {@code jdbc} or {@code async}: the name in settings and summary. */
  String id();

  SqlDialect dialect();

  /** Starts an attempt; returns at once, and never throws for what the database does. */
  <I, S> void submit(SqlCall<I, S> call);

  PoolFigures poolFigures();

  /** Waits for locks since it was opened, where it is the engine that waits, not the database. */
  LockWaitFigures lockWaits();

  /**
   * Ends all work: what waits is rejected, what runs gets this long to finish and is then
   * cancelled.
   *
   * @return true if all of it finished by itself
   */
  boolean drain(Duration grace);

  /** Closes every connection. */
  @Override
  void close();
}
