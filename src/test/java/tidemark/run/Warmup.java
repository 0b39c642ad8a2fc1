package tidemark.run;

import java.time.Duration;
import tidemark.settings.Settings;

/** How long a run warms up, before anything counts. */
final class Warmup {
  private static final Duration AUTO = Duration.ofSeconds(5);

  private Warmup() {}

  /**
   * Reads {@code load.warmup}. It begins with the load, so that what grows during {@code chat.ramp}
   * is within it, unless somebody asks for less.
   *
   * @param requestsFixed true if the run has a number of requests: then each of them counts, unless
   *     somebody asks for a warm-up
   */
  static Duration of(Settings settings, boolean requestsFixed) {
    return settings
        .unless("auto", "load.warmup", Duration.class)
        .orElseGet(() -> requestsFixed ? Duration.ZERO : AUTO.plus(settings.duration("chat.ramp")));
  }
}
