package tidemark.record;

import org.jspecify.annotations.Nullable;

/** Takes what happens to chats, from any thread, without blocking. */
public interface ChatRecorder {
  /** Keeps nothing. */
  ChatRecorder NONE =
      new ChatRecorder() {
        @Override
        public void sent(long nowNanos) {}

        @Override
        public void chat(ChatSample sample, @Nullable String message) {}

        @Override
        public void gap(long fromNanos, long gapNanos) {}

        @Override
        public boolean tell(Runnable telling) {
          telling.run();
          return true;
        }
      };

  /**
   * One request is about to be sent. It will be told of by {@link #chat}, unless the run ends.
   *
   * @param nowNanos {@link System#nanoTime()}
   */
  void sent(long nowNanos);

  /**
   * One finished request.
   *
   * @param message what a person may want to know of the error; kept for the first few of a name
   *     only; null without one
   */
  void chat(ChatSample sample, @Nullable String message);

  /**
   * One gap between two consecutive token events of a stream, as it happens.
   *
   * @param fromNanos what the times of the stream's chat count from
   */
  void gap(long fromNanos, long gapNanos);

  /**
   * The same of so many token events that came at once with the one before: gaps of no length.
   *
   * @param fromNanos what the times of the stream's chat count from
   */
  default void together(long fromNanos, long tokens) {
    for (long i = 0; i < tokens; i++) {
      gap(fromNanos, 0);
    }
  }

  /**
   * Has all who are to know told of one finished request, or none of them: the figures of a run and
   * its list of answers are of the same requests.
   *
   * @param telling tells them, this recorder by {@link #chat}
   * @return false if it was not run: the figures are closed
   */
  boolean tell(Runnable telling);
}
