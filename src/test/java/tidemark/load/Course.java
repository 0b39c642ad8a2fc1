package tidemark.load;

/** What becomes of a run's steps. {@link Steps} calls the first two in turn, never at once. */
public interface Course {
  /**
   * A step begins: its users start as soon as this returns.
   *
   * @param nowNanos {@link System#nanoTime()}
   */
  void begun(Step step, long nowNanos);

  /**
   * All its users are done.
   *
   * @param nowNanos {@link System#nanoTime()}
   * @return true if the next step may begin
   */
  boolean over(Step step, long nowNanos);

  /** True as long as new requests may start; asked by many threads. */
  boolean isOpen();
}
