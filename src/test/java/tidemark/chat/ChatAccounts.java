package tidemark.chat;

/** Keeps account of chats, each of which has its number. Thread-safe; must not block. */
@FunctionalInterface
public interface ChatAccounts {
  /** Keeps none. */
  ChatAccounts NONE = body -> ChatAccount.NONE;

  /**
   * A chat is about to be sent.
   *
   * @param body of the request
   */
  ChatAccount open(byte[] body);
}
