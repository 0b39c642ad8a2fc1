package tidemark.chat;

import java.util.function.Supplier;
import tidemark.record.ChatSample;

/** The account of one chat. */
public interface ChatAccount {
  /** Of a chat that nobody keeps account of. */
  ChatAccount NONE =
      new ChatAccount() {
        @Override
        public String requestId() {
          return "";
        }

        @Override
        public int answerChars() {
          return 0;
        }

        @Override
        public void ended(ChatSample sample, Supplier<String> answer) {}
      };

  /** Goes with the request as {@code X-Request-Id}; empty for none. */
  String requestId();

  /** How much of the answer it needs, in UTF-16 units. */
  int answerChars();

  /**
   * What has become of it; called once, unless the run ends before.
   *
   * @param answer as it came, secrets in it and all: not to be shown; at least as much of it as is
   *     needed
   */
  void ended(ChatSample sample, Supplier<String> answer);
}
