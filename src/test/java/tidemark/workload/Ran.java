package tidemark.workload;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorKind;
import tidemark.sql.Plan;
import tidemark.sql.SqlFailure;

/**
 * How one attempt at a plan ended.
 *
 * @param state what it had reached; null if it failed
 * @param failure null if it went well
 */
record Ran<S>(Plan<?, S> plan, @Nullable S state, @Nullable SqlFailure failure) {
  /** What it had reached; it must have gone well. */
  S reached() {
    return Objects.requireNonNull(state, () -> "failed: " + failure);
  }

  /** What it failed of; it must have failed. */
  ErrorKind failureKind() {
    return Objects.requireNonNull(failure, "it went well").kind();
  }

  /** What it failed of, in words; empty if it went well. */
  String message() {
    return failure == null ? "" : failure.message();
  }

  /** True if it counts as an operation. */
  boolean isOperation() {
    return state != null && plan.worked(state);
  }
}
