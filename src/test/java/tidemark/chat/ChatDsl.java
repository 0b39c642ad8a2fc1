package tidemark.chat;

import io.gatling.javaapi.core.Session;

/** The entrance to the chat DSL: {@code exec(chat("chat").prompt(session -> "Hello"))}. */
public final class ChatDsl {
  private static final String TURNED_AWAY = "tidemark.turnedAway";

  private ChatDsl() {}

  /**
   * A protocol for the target; attach it, beside the http protocol, with {@code protocols(...)}.
   */
  public static ChatProtocol chat(ChatTarget target) {
    return ChatProtocol.of(target);
  }

  /**
   * An action that has one chat.
   *
   * @param requestName the row in the reports; no expression language
   */
  public static ChatActionBuilder chat(String requestName) {
    return ChatActionBuilder.of(requestName);
  }

  /** True once a chat of the user was not sent: it was not admitted, or the run was over. */
  public static boolean turnedAway(Session session) {
    return session.contains(TURNED_AWAY);
  }

  static Session turnAway(Session session) {
    return session.set(TURNED_AWAY, true);
  }

  /** True from the first answer of a conversation on until it is over. */
  public static boolean inConversation(Session session) {
    return Conversation.isOn(session);
  }
}
