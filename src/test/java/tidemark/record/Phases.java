package tidemark.record;

import java.util.Arrays;
import java.util.List;

/**
 * What is kept of the measured phase of a run, and the same of its warm-up. Immutable.
 *
 * <p>Which of them a sample is for is looked up, not decided by a branch: one that is never taken
 * in the warm-up is not compiled, so all compiled code around it would be thrown away at the very
 * moment from which the run is measured.
 *
 * @param <T> what is kept of one
 */
final class Phases<T> {
  private final List<T> both;

  Phases(T measured, T warmup) {
    both = Arrays.asList(measured, warmup); // List.of two would have such a branch
  }

  /** That of the phase in which something started. */
  T at(MeasuredTime time, long startNanos) {
    return both.get(time.phase(startNanos));
  }
}
