package tidemark.sql;

import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/**
 * One step of a plan.
 *
 * @param <S> the plan's state
 */
public sealed interface Step<S> {
  /**
   * Begins a transaction.
   *
   * @param writes false for one that only reads, which SQLite need not lock for
   */
  record Begin<S>(boolean writes) implements Step<S> {}

  /** Commits it. */
  record Commit<S>() implements Step<S> {}

  /**
   * Reads rows.
   *
   * @param fetchSize rows to fetch at a time inside a transaction; 0 for all at once
   */
  record Query<S>(Sql sql, int fetchSize, BiConsumer<S, Params> bind, BiConsumer<S, Rows> read)
      implements Step<S> {}

  /** Changes rows; {@code changed} is told how many. */
  record Update<S>(Sql sql, BiConsumer<S, Params> bind, ObjIntConsumer<S> changed)
      implements Step<S> {}

  /** Runs one statement for each of {@code size} sets of parameters; none when that is 0. */
  record Batch<S>(Sql sql, ToIntFunction<S> size, BindItem<S> bind) implements Step<S> {}

  /** Binds the parameters of one item of a batch. */
  @FunctionalInterface
  interface BindItem<S> {
    void bind(S state, int item, Params params);
  }
}
