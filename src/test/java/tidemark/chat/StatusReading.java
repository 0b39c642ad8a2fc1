package tidemark.chat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/** Reads the body beside a status that is no success: whatever it is, the status is the error. */
final class StatusReading implements Reading {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_RETRY_AFTER_CHARS = 64;

  private final ChatError error;
  private final @Nullable String retryAfter;
  private final TextSoFar text;
  private final BytesSoFar body = new BytesSoFar(MAX_BYTES);

  /**
   * A reading.
   *
   * @param retryAfter the header's value, seconds or a date; null without one
   */
  StatusReading(int status, @Nullable String retryAfter, int maxTextChars) {
    this.error = ChatError.status(status);
    this.retryAfter = retryAfter;
    this.text = new TextSoFar(maxTextChars);
  }

  @Override
  public boolean feed(ByteBuffer bytes, long nowNanos) {
    int room = MAX_BYTES - body.length();
    bytes.limit(Math.min(bytes.limit(), bytes.position() + room));
    body.append(bytes);
    return false;
  }

  @Override
  public ChatOutcome end() {
    text.append(body.text());
    return new ChatOutcome(error, message(), null, text, Completion.UNKNOWN);
  }

  private @Nullable String message() {
    String line = ErrorBody.line(body.array(), body.length());
    if (retryAfter == null) {
      return line;
    }
    TextSoFar after = new TextSoFar(MAX_RETRY_AFTER_CHARS);
    after.append(retryAfter);
    return (line == null ? "" : line + "; ") + "Retry-After: " + after;
  }

  @Override
  public ChatOutcome brokenOff(ChatError why, @Nullable String message) {
    return end();
  }
}
