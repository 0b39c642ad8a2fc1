package tidemark.chat;

import io.gatling.javaapi.core.Session;

/** The entrance to the chat DSL: {@code exec(chat("chat").prompt(session -> "Hello"))}. */
public final class ChatDsl {
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

  /** True from the first answer of a conversation on until it is over. */
  public static boolean inConversation(Session session) {
    return Conversation.isOn(session);
  }
}
