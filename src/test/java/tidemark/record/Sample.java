package tidemark.record;

import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorKind;

/**
 * One finished operation of a virtual user, its retries included. Times are {@link
 * System#nanoTime()}.
 *
 * @param role the scenario, as {@code transferrer}
 * @param request the row in the reports, as {@code transfer}
 * @param startNanos when the user asked for it
 * @param endNanos when the last answer was there
 * @param acquireNanos waits for a worker and a connection, inside the sample
 * @param error null when it went well
 * @param retries further tries that it took
 * @param operation true if it changed or read something
 */
public record Sample(
    String role,
    String request,
    long startNanos,
    long endNanos,
    long acquireNanos,
    @Nullable ErrorKind error,
    int retries,
    boolean operation) {

  /** What the sample counts as. */
  public Outcome outcome() {
    return Outcome.of(error);
  }
}
