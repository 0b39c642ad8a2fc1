package tidemark.record;

import org.jspecify.annotations.Nullable;

/**
 * A finished chat with what was answered.
 *
 * @param model as the answer names it; null if it does not
 * @param text what was answered, or the body of an error; cut to {@code chat.responseMaxChars}
 * @param truncated true if it was cut
 * @param message what a person may want to know of the error; null without one
 */
public record Response(
    ChatSample sample,
    @Nullable String model,
    String text,
    boolean truncated,
    @Nullable String message) {}
