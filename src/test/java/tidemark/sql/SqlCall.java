package tidemark.sql;

import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.error.SqlPhase;

/**
 * One attempt at a plan, and who wants to know. The engine calls {@link #acquired} at most once and
 * then exactly one of the others, on a thread of its own.
 *
 * @param <I> what the plan is given
 * @param <S> the plan's state
 */
public interface SqlCall<I, S> {
  Plan<I, S> plan();

  I input();

  /** A connection was got, or the wait for it was given up. */
  void acquired(long waitedNanos);

  /** Everything is done, and committed if the plan commits. */
  void succeeded(S state);

  /** The attempt failed and has been rolled back, as far as that is known. */
  void failed(SqlFailure failure);

  /**
   * Tells the plan and then the caller how an attempt ended whose connection has been given back.
   * For engines.
   *
   * @param state what the attempt has reached; null if it never had one
   * @param failure null when all went well
   * @param phase in which it ended
   */
  default void ended(@Nullable S state, @Nullable SqlFailure failure, SqlPhase phase) {
    SqlFailure last = failure;
    try {
      if (state != null) {
        tellPlan(state, failure);
      }
    } catch (RuntimeException e) {
      last = failure == null ? SqlFailure.ofHandler(e, phase) : failure;
    }
    if (last != null) {
      failed(last);
    } else if (state != null) {
      succeeded(state);
    }
  }

  private void tellPlan(S state, @Nullable SqlFailure failure) {
    if (failure == null) {
      plan().acknowledged(state);
    } else if (failure.kind().errorClass() == ErrorClass.UNKNOWN) {
      plan().uncertain(state);
    }
  }

  /** The engine is closed to new work; nothing was done. */
  void rejected();
}
