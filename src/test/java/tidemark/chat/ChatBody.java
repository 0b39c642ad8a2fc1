package tidemark.chat;

/** Writes the bodies of requests. Called on event loops: thread-safe, and must not block. */
public interface ChatBody {
  /**
   * A body, as JSON in UTF-8.
   *
   * @param stream true to ask for server-sent events
   */
  byte[] of(String prompt, boolean stream);
}
