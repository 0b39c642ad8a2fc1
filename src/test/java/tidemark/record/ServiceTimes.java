package tidemark.record;

/** Told of each chat that a backend of our own has served, and how much of that its store took. */
@FunctionalInterface
public interface ServiceTimes {

  /**
   * One chat that was answered or refused, whose service has ended. Called on any thread, by many
   * at once; must neither block nor throw.
   *
   * @param serviceNanos from the whole request to the end of the answer, in nanoseconds
   * @param storeNanos what the store took of it, waiting for a connection included, in nanoseconds;
   *     at most {@code serviceNanos}
   */
  void served(long serviceNanos, long storeNanos);
}
