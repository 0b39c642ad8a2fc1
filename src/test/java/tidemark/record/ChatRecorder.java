package tidemark.record;

import org.jspecify.annotations.Nullable;

/** Takes what happens to chats, from any thread, without blocking. */
public interface ChatRecorder {
  /** Keeps nothing. */
  ChatRecorder NONE =
      new ChatRecorder() {
        @Override
        public void sent() {}

        @Override
        public void chat(ChatSample sample, @Nullable String message) {}

        @Override
        public void gap(long startNanos, long gapNanos) {}
      };

  /** One request is about to be sent. It will be told of by {@link #chat}, unless the run ends. */
  void sent();

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
   * @param startNanos when the stream's request started
   */
  void gap(long startNanos, long gapNanos);

  /**
   * The same of so many token events that came at once with the one before: gaps of no length.
   *
   * @param startNanos when the stream's request started
   */
  default void together(long startNanos, long tokens) {
    for (long i = 0; i < tokens; i++) {
      gap(startNanos, 0);
    }
  }
}
