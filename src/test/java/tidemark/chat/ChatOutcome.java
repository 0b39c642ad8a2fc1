package tidemark.chat;

import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/**
 * What has become of one chat.
 *
 * @param error null if it went well
 * @param message what a person may want to know of the error; null without one
 * @param model as the answer names it; null if it does not
 * @param text what was answered, or the body of an error
 * @param outputTokens as the server's usage says; {@link Completion#UNKNOWN} without one
 */
record ChatOutcome(
    @Nullable ChatError error,
    @Nullable String message,
    @Nullable String model,
    TextSoFar text,
    long outputTokens) {
  /** A failure before there was anything to read. */
  static ChatOutcome failed(ChatError error, @Nullable String message) {
    return new ChatOutcome(error, message, null, new TextSoFar(0), Completion.UNKNOWN);
  }
}
