package tidemark.chat;

import io.gatling.javaapi.core.Session;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was said in a conversation so far. It stands in its user's session for as long as the
 * conversation goes on. Immutable.
 */
final class Conversation {
  /** In which nothing was said yet. */
  static final Conversation NEW = new Conversation(new byte[0], 0);

  /** More than any model reads. */
  static final int MAX_BYTES = 8 << 20;

  private static final String ATTRIBUTE = "tidemark.conversation";

  private final byte[] json;
  private final int turns;

  private Conversation(byte[] json, int turns) {
    this.json = json;
    this.turns = turns;
  }

  /** The user's conversation; a new one if it has none. */
  static Conversation of(Session session) {
    Conversation known = known(session);
    return known == null ? NEW : known;
  }

  private static @Nullable Conversation known(Session session) {
    return session.contains(ATTRIBUTE) ? session.get(ATTRIBUTE) : null;
  }

  /** True if the user is in the middle of one. */
  static boolean isOn(Session session) {
    return session.contains(ATTRIBUTE);
  }

  /** The session of a user who goes on with this. */
  Session in(Session session) {
    return session.set(ATTRIBUTE, this);
  }

  /** The session of a user who has said the last word. */
  static Session over(Session session) {
    return session.remove(ATTRIBUTE);
  }

  /** With one more question and its answer; empty if that is too much. */
  Optional<Conversation> with(String question, String answer) {
    byte[] more = FramedBody.utf8(message("user", question) + message("assistant", answer));
    if (json.length + (long) more.length > MAX_BYTES) {
      return Optional.empty();
    }
    byte[] all = Arrays.copyOf(json, json.length + more.length);
    System.arraycopy(more, 0, all, json.length, more.length);
    return Optional.of(new Conversation(all, turns + 1));
  }

  private static String message(String role, String content) {
    return "{\"role\":\"%s\",\"content\":%s},".formatted(role, FramedBody.json(content));
  }

  /** The messages in their order, each with a comma behind it, in UTF-8; not to be changed. */
  byte[] json() {
    return json;
  }

  /** Questions that were answered. */
  int turns() {
    return turns;
  }
}
