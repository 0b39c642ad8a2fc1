package tidemark.record;

/**
 * Waits for locks.
 *
 * @param waits statements that found a lock taken
 * @param retries how often they tried again
 * @param nanos time that they waited, all together
 */
public record LockWaitFigures(long waits, long retries, long nanos) {
  public static final LockWaitFigures NONE = new LockWaitFigures(0, 0, 0);

  /** What came after those. */
  public LockWaitFigures since(LockWaitFigures before) {
    return new LockWaitFigures(
        waits - before.waits, retries - before.retries, nanos - before.nanos);
  }
}
