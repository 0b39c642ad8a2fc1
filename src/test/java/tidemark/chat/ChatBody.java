package tidemark.chat;

/** Writes the bodies of requests. Called on event loops: thread-safe, and must not block. */
public interface ChatBody {
  /**
   * A body, as JSON in UTF-8.
   *
   * @param history the messages said before: each as JSON with a comma behind it, in UTF-8; empty
   *     at the begin of a conversation
   * @param stream true to ask for server-sent events
   */
  byte[] of(byte[] history, String prompt, boolean stream);

  /** The same where nothing was said before. */
  default byte[] of(String prompt, boolean stream) {
    return of(Conversation.NEW.json(), prompt, stream);
  }
}
