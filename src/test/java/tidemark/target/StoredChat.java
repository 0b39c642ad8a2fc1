package tidemark.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;

/**
 * A chat to be stored.
 *
 * @param prompt what the user said last
 * @param answer the whole of it
 * @param digest of what was said, so that a letter that is lost is found: CRC-32C, 0 to 2^32 - 1,
 *     of which two thousand million add up to no more than a long
 */
public record StoredChat(RequestNumber id, String prompt, String answer, long digest) {

  /** With its digest. */
  public static StoredChat of(RequestNumber id, String prompt, String answer) {
    return new StoredChat(id, prompt, answer, digest(id, prompt, answer));
  }

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

  /** False if this is not what was said. */
  public boolean isWhole() {
    return digest == digest(id, prompt, answer);
  }

  private static long digest(RequestNumber id, String prompt, String answer) {
    CRC32C digest = new CRC32C();
    digest.update(id.written().getBytes(UTF_8));
    digest.update(0);
    digest.update(prompt.getBytes(UTF_8));
    digest.update(0);
    digest.update(answer.getBytes(UTF_8));
    return digest.getValue();
  }
}
