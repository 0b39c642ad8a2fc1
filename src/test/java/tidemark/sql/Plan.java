package tidemark.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * A piece of database work: statements in order over one fresh state object per attempt. It knows
 * no engine. Immutable and thread-safe if its handlers are.
 *
 * @param <I> what the work is given
 * @param <S> what it keeps while it runs; made anew for each attempt
 */
public final class Plan<I, S> {
  private final String name;
  private final Function<I, S> newState;
  private final List<Step<S>> steps;
  private final Predicate<S> worked;
  private final Consumer<S> acknowledged;
  private final Consumer<S> uncertain;

  private Plan(Builder<I, S> builder) {
    this.name = builder.name;
    this.newState = builder.newState;
    this.steps = List.copyOf(builder.steps);
    this.worked = builder.worked;
    this.acknowledged = builder.acknowledged;
    this.uncertain = builder.uncertain;
  }

  /**
   * Starts a plan.
   *
   * @param name its row in the reports
   * @param newState makes the state of one attempt from what the work is given
   */
  public static <I, S> Builder<I, S> of(String name, Function<I, S> newState) {
    return new Builder<>(name, newState);
  }

  public String name() {
    return name;
  }

  public S newState(I input) {
    return newState.apply(input);
  }

  public List<Step<S>> steps() {
    return steps;
  }

  /** True if the attempt that ended well with this state changed or read something. */
  public boolean worked(S state) {
    return worked.test(state);
  }

  /** The engine calls this when all is done and the commit is acknowledged, before it reports. */
  public void acknowledged(S state) {
    acknowledged.accept(state);
  }

  /** The engine calls this when the connection was lost during COMMIT. */
  public void uncertain(S state) {
    uncertain.accept(state);
  }

  /** Builds a plan. Not thread-safe. */
  public static final class Builder<I, S> {
    private final String name;
    private final Function<I, S> newState;
    private final List<Step<S>> steps = new ArrayList<>();
    private Predicate<S> worked = state -> true;
    private Consumer<S> acknowledged = state -> {};
    private Consumer<S> uncertain = state -> {};

    private Builder(String name, Function<I, S> newState) {
      this.name = name;
      this.newState = newState;
    }

    /** Begins a transaction that writes. */
    public Builder<I, S> begin() {
      return add(new Step.Begin<>(true));
    }

    /** Begins a transaction that only reads. */
    public Builder<I, S> beginReading() {
      return add(new Step.Begin<>(false));
    }

    public Builder<I, S> commit() {
      return add(new Step.Commit<>());
    }

    public Builder<I, S> query(Sql sql, BiConsumer<S, Params> bind, BiConsumer<S, Rows> read) {
      return add(new Step.Query<>(sql, 0, bind, read));
    }

    /** A query without parameters. */
    public Builder<I, S> query(Sql sql, BiConsumer<S, Rows> read) {
      return query(sql, (state, params) -> {}, read);
    }

    /**
     * A query whose rows come as they are read, so that a prefix costs no more than it holds. Must
     * stand in a transaction.
     *
     * @param fetchSize rows to fetch at a time, at least 1
     */
    public Builder<I, S> stream(
        Sql sql, int fetchSize, BiConsumer<S, Params> bind, BiConsumer<S, Rows> read) {
      return add(new Step.Query<>(sql, fetchSize, bind, read));
    }

    public Builder<I, S> update(Sql sql, BiConsumer<S, Params> bind, ObjIntConsumer<S> changed) {
      return add(new Step.Update<>(sql, bind, changed));
    }

    public Builder<I, S> update(Sql sql, BiConsumer<S, Params> bind) {
      return update(sql, bind, (state, rows) -> {});
    }

    public Builder<I, S> batch(Sql sql, ToIntFunction<S> size, Step.BindItem<S> bind) {
      return add(new Step.Batch<>(sql, size, bind));
    }

    /** What counts as an operation; everything that ends well, unless said. */
    public Builder<I, S> workedIf(Predicate<S> test) {
      worked = test;
      return this;
    }

    public Builder<I, S> onAcknowledged(Consumer<S> listener) {
      acknowledged = listener;
      return this;
    }

    public Builder<I, S> onUncertain(Consumer<S> listener) {
      uncertain = listener;
      return this;
    }

    private Builder<I, S> add(Step<S> step) {
      steps.add(step);
      return this;
    }

    /**
     * The plan.
     *
     * @throws IllegalStateException if a transaction is begun and not committed, or the other way
     *     round, if rows are streamed outside one, or if a step follows the commit or a change
     *     outside a transaction, which commits by itself: it could fail, and what is committed
     *     would count as refused
     */
    public Plan<I, S> build() {
      boolean open = false;
      boolean committed = false;
      for (Step<S> step : steps) {
        if (committed || !fits(step, open)) {
          throw new IllegalStateException(name + ": " + step + " does not fit here");
        }
        committed = step instanceof Step.Commit || (!open && isChange(step));
        open = step instanceof Step.Begin || (open && !committed);
      }
      if (open) {
        throw new IllegalStateException(name + ": a transaction is not committed");
      }
      return new Plan<>(this);
    }

    private static boolean isChange(Step<?> step) {
      return step instanceof Step.Update || step instanceof Step.Batch;
    }

    private static boolean fits(Step<?> step, boolean open) {
      if (step instanceof Step.Begin) {
        return !open;
      }
      boolean needsTransaction =
          step instanceof Step.Commit
              || (step instanceof Step.Query<?> query && query.fetchSize() > 0);
      return open || !needsTransaction;
    }
  }
}
