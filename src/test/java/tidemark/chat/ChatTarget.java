package tidemark.chat;

import java.net.URI;
import java.util.Optional;
import tidemark.settings.Redacted;

/**
 * Who is chatted with, and how.
 *
 * @param url where chats are posted to: absolute, http or https
 * @param token goes as {@code Authorization: Bearer}; never shown
 * @param freshConnections true for a connection for each chat, false to use a user's again
 * @param limits how long a chat may take
 * @param body what is posted
 * @param maxTextChars how much is kept of an answer's text, or of the body of an error; 0 or more
 */
public record ChatTarget(
    URI url,
    Optional<String> token,
    boolean freshConnections,
    ChatLimits limits,
    ChatBody body,
    int maxTextChars) {
  private static final String HIDDEN = "***";

  /** Of a token that was cut, fewer characters tell nothing. */
  private static final int LEAST_HIDDEN = 4;

  /** The text without the token, should a server have sent it back; nor does it end within one. */
  String hideToken(String text) {
    return token.isPresent() && !token.get().isEmpty() ? hide(token.get(), text) : text;
  }

  private static String hide(String secret, String text) {
    String hidden = text.replace(secret, HIDDEN);
    for (int kept = secret.length() - 1; kept >= LEAST_HIDDEN; kept--) {
      int from = hidden.length() - kept;
      if (hidden.regionMatches(from, secret, 0, kept)) {
        return hidden.substring(0, from) + HIDDEN;
      }
    }
    return hidden;
  }

  @Override
  public String toString() {
    return "ChatTarget[url=%s, token=%s, freshConnections=%s, limits=%s, maxTextChars=%d]"
        .formatted(
            Redacted.url(url.toString()),
            token.map(shown -> HIDDEN),
            freshConnections,
            limits,
            maxTextChars);
  }
}
