package tidemark.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;

/**
 * A chat to be stored.
 *
 * @param prompt what the user said last
 * @param answer the whole of it
 */
public record StoredChat(RequestNumber id, String prompt, String answer) {

  /**
   * What a request says last for its user, as the backend reads it.
   *
   * @param body of the request; of one that is no chat, nothing
   */
  public static String promptIn(byte[] body) {
    try {
      return ChatRequest.parse(body).prompt();
    } catch (ChatRequest.Invalid e) {
      return "";
    }
  }

  /**
   * Tells this chat from others, and from itself with a letter less: CRC-32C, 0 to 2^32 - 1. Sums
   * of two thousand million of them fit into a long.
   */
  public long digest() {
    CRC32C digest = new CRC32C();
    digest.update(id.written().getBytes(UTF_8));
    digest.update(0);
    digest.update(prompt.getBytes(UTF_8));
    digest.update(0);
    digest.update(answer.getBytes(UTF_8));
    return digest.getValue();
  }
}
