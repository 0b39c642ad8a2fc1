package tidemark.load;

import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.Session;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/** The entrance to the DSL of loads. */
public final class LoadDsl {
  private LoadDsl() {}

  /**
   * An action in which a user waits, without a thread. Unlike a pause, it is exact beyond the
   * millisecond and over when the run is.
   *
   * @param untilNanos asked once, on the user's event loop: a {@link System#nanoTime()}, which may
   *     be past
   * @param open users wait as long as this is true; it is looked at every 250 ms
   */
  public static ActionBuilder waitUntil(ToLongFunction<Session> untilNanos, BooleanSupplier open) {
    return new WaitBuilder(untilNanos, open);
  }
}
