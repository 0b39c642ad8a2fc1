package tidemark.record;

import org.jspecify.annotations.Nullable;

/**
 * A finished chat with what was answered.
 *
 * @param model as the answer names it; null if it does not
 * @param text what was answered, or the body of an error; cut to {@code chat.responseMaxChars}
 * @param truncated true if it was cut
 * @param message what a person may want to know of the error; null without one
 * @param cause what the HTTP client threw; null where it threw nothing
 */
public record Response(
    ChatSample sample,
    @Nullable String model,
    String text,
    boolean truncated,
    @Nullable String message,
    @Nullable Throwable cause) {
  /** One for which the HTTP client threw nothing. */
  public Response(
      ChatSample sample,
      @Nullable String model,
      String text,
      boolean truncated,
      @Nullable String message) {
    this(sample, model, text, truncated, message, null);
  }
}
