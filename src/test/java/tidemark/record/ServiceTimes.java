package tidemark.record;

/**
 * Told of each chat that a backend of our own was asked for, and how much of that its store took.
 */
@FunctionalInterface
public interface ServiceTimes {

  /**
   * One chat has ended, in whatever way: its client may have been turned away at once, or have
   * given up while it was stored. Called on any thread, by many at once; must neither block nor
   * throw.
   *
   * @param serviceNanos from the whole request to the end of the answer, or to when the client was
   *     gone, in nanoseconds
   * @param storeNanos what the store took of it, waiting for a connection included, in nanoseconds;
   *     at most {@code serviceNanos}
   */
  void served(long serviceNanos, long storeNanos);
}
