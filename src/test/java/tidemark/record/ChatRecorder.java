package tidemark.record;

/** Takes what happens to chats, from any thread, without blocking. */
public interface ChatRecorder {
  /** Keeps nothing. */
  ChatRecorder NONE =
      new ChatRecorder() {
        @Override
        public void chat(ChatSample sample) {}

        @Override
        public void gap(long startNanos, long gapNanos) {}
      };

  /** One finished request. */
  void chat(ChatSample sample);

  /**
   * One gap between two consecutive token events of a stream, as it happens.
   *
   * @param startNanos when the stream's request started
   */
  void gap(long startNanos, long gapNanos);
}
