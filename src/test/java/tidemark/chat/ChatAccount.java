package tidemark.chat;

import tidemark.record.Response;

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
        public void ended(Response response) {}
      };

  /** Goes with the request as {@code X-Request-Id}; empty for none. */
  String requestId();

  /** What has become of it; called once, unless the run ends before. */
  void ended(Response response);
}
