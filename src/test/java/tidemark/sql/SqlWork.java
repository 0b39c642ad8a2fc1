package tidemark.sql;

/**
 * A plan and what it is given: one operation of a virtual user.
 *
 * @param <I> what the plan is given
 * @param <S> the plan's state
 */
public record SqlWork<I, S>(Plan<I, S> plan, I input) {}
