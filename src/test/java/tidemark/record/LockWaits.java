package tidemark.record;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts waits for a lock that the client itself has to try again for: SQLite has no server that
 * would wake it. Thread-safe.
 */
public final class LockWaits {
  private final LongAdder waits = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** A lock is taken. */
  public void begun() {
    waits.increment();
  }

  /** After this many nanoseconds it is tried again. */
  public void retried(long waitedNanos) {
    retries.increment();
    nanos.add(waitedNanos);
  }

  /** As they are now. */
  public LockWaitFigures figures() {
    return new LockWaitFigures(waits.sum(), retries.sum(), nanos.sum());
  }
}
