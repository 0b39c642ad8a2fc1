package tidemark.run.scenario;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a state that others bring about and nobody tells of. */
public final class Polling {
  private static final Duration PERIOD = Duration.ofMillis(2);

  private Polling() {}

  /** True as soon as it holds; false if it does not within that time. */
  public static boolean until(Duration longest, Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(PERIOD.toMillis());
    }
    return true;
  }
}
