package tidemark.run.scenario.commit;

import java.util.Optional;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.workload.Commit;

/**
 * What became of a commit.
 *
 * @param id what it got; empty if it failed
 * @param error why it failed; empty if it did not
 * @param nanos from its order to its end, the wait for a connection and all tries with it
 * @param retries tries after the first
 */
public record CommitOutcome(
    Commit commit, Optional<String> id, Optional<ErrorKind> error, long nanos, int retries) {
  /** True if nobody can say whether it took effect. */
  boolean unknown() {
    return isOf(ErrorClass.UNKNOWN);
  }

  public boolean isOf(ErrorClass errorClass) {
    return error.filter(kind -> kind.errorClass() == errorClass).isPresent();
  }
}
