package tidemark.sql;

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

  /** The engine is closed to new work; nothing was done. */
  void rejected();
}
