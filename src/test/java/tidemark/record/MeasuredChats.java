package tidemark.record;

/** Keeps the chats of a run and knows their figures. Times are {@link System#nanoTime()}. */
public interface MeasuredChats extends ChatRecorder {
  /**
   * Sets where measurement starts.
   *
   * @param startNanos the end of warm-up; it may lie ahead
   */
  void measureFrom(long startNanos);

  /**
   * Sets until when users could start chats, or had some under way; what still is under way is
   * recorded and may end later. Only the first call counts; without one, the last end does.
   *
   * @param stopNanos when the run closed to new chats
   */
  void measureUntil(long stopNanos);

  /** True if a chat whose times count from then is measured, false if it belongs to warm-up. */
  boolean measures(long fromNanos);

  /** Chats under way, those of the warm-up too. Exact when none is sent or ends meanwhile. */
  long underWay();

  /**
   * How long ago the newest chat was sent: all that are under way have waited as long, or longer.
   * Of the newest step, where there are steps; 0 before the first chat.
   */
  long sinceLastSentNanos(long nowNanos);

  /** All figures as they are now. */
  ChatFigures figures();

  /** The same as it grows, for who looks again and again. */
  LiveChats live();

  /**
   * The last figures: whatever ends from now on is told to nobody. Waits for those who are just
   * telling. To be called once.
   */
  ChatFigures close();
}
