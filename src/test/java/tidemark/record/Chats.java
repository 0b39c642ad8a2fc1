package tidemark.record;

import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/** Chats to record; times in milliseconds. */
public final class Chats {
  private static final long MILLI = 1_000_000;

  private Chats() {}

  /** A JSON chat that went well. */
  public static ChatSample json(long start, long lasting) {
    return ended(false, start, lasting, 200, null);
  }

  /** A JSON chat that failed with an HTTP status. */
  public static ChatSample status(int status, long start, long lasting) {
    return ended(false, start, lasting, status, ChatError.status(status));
  }

  /** A chat without a token that failed, or a JSON chat that went well. */
  public static ChatSample ended(
      boolean streamed, long start, long lasting, int status, @Nullable ChatError error) {
    long end = (start + lasting) * MILLI;
    long never = ChatSample.NEVER;
    return new ChatSample(
        "chat", streamed, start * MILLI, never, never, never, end, status, error, 0, false);
  }

  /**
   * A stream that went well and whose last byte came with its last token.
   *
   * @param first time to first token
   * @param last time to the last token
   */
  public static ChatSample stream(long start, long first, long last, long tokens) {
    return stream(start, first, last, tokens, true);
  }

  /** The same, with the tokens reported by the server or counted. */
  public static ChatSample stream(
      long start, long first, long last, long tokens, boolean reported) {
    long begun = (start + first) * MILLI;
    long end = (start + last) * MILLI;
    return new ChatSample(
        "chat", true, start * MILLI, begun, begun, end, end, 200, null, tokens, reported);
  }

  /** The same, which was to start at another moment. */
  public static ChatSample planned(long plan, ChatSample sample) {
    return new ChatSample(
        sample.request(),
        sample.streamed(),
        plan * MILLI,
        sample.startNanos(),
        sample.firstTokenNanos(),
        sample.firstOutputTokenNanos(),
        sample.lastTokenNanos(),
        sample.endNanos(),
        sample.status(),
        sample.error(),
        sample.outputTokens(),
        sample.tokensReported());
  }

  /** With an answer. */
  public static Response response(ChatSample sample, String text) {
    ChatError error = sample.error();
    return new Response(
        sample, "tide-1", text, false, error == null ? null : error.name() + ", said the server");
  }
}
