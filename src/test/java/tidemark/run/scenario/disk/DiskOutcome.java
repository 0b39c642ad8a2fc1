package tidemark.run.scenario.disk;

import java.util.Optional;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;

/**
 * What became of a batch.
 *
 * @param batch its number
 * @param error why it was refused, or why nobody knows; empty if it was acknowledged
 */
record DiskOutcome(long batch, Optional<ErrorKind> error) {
  boolean acknowledged() {
    return error.isEmpty();
  }

  /** True if it may be stored or not. */
  boolean unknown() {
    return error.filter(kind -> kind.errorClass() == ErrorClass.UNKNOWN).isPresent();
  }
}
