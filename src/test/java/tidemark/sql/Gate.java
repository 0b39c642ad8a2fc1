package tidemark.sql;

/** Holds plans on their connections until it is opened: tests wait for it, never for time. */
public interface Gate extends AutoCloseable {
  /** Adds the step at which the plan is held. */
  <I, S> Plan.Builder<I, S> hold(Plan.Builder<I, S> plan);

  /** Waits until so many are held. */
  void awaitHeld(int count) throws Exception;

  /** Lets all pass, now and from now on. */
  void open();

  @Override
  default void close() {
    open();
  }
}
