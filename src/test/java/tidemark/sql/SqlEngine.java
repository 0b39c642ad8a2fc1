package tidemark.sql;

import java.time.Duration;
import java.util.function.LongSupplier;
import tidemark.record.LockWaitFigures;
import tidemark.record.PoolFigures;
import tidemark.record.PoolUse;

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

  /** The pool at this moment. */
  PoolUse poolUse();

  /** Waits for locks since it was opened, where it is the engine that waits, not the database. */
  LockWaitFigures lockWaits();

  /**
   * Ends all work: what waits is rejected, what runs gets this long to finish and is then
   * cancelled.
   *
   * @return true if all of it finished by itself
   */
  default boolean drain(Duration grace) {
    long begun = System.nanoTime();
    return drain(() -> begun + grace.toNanos() - System.nanoTime());
  }

  /**
   * The same for who may come to be in a hurry.
   *
   * @param leftNanos how long what runs still has, 0 or less if that is over; asked again and again
   */
  boolean drain(LongSupplier leftNanos);

  /** Closes every connection. */
  @Override
  void close();
}
