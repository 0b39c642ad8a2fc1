package tidemark.testdb;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that comes about on another thread, or in a database. */
public final class Await {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration PERIOD = Duration.ofMillis(5);

  private Await() {}

  /**
   * Waits until the condition holds.
   *
   * @throws AssertionError if it does not within 30 s
   */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited in vain until " + what);
      }
      LockSupport.parkNanos(PERIOD.toNanos());
    }
  }
}
