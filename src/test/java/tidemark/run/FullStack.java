package tidemark.run;

import java.util.List;
import java.util.Optional;
import tidemark.workload.ChatBook;

/** Roles and chats on one database: each chat that the embedded backend answers is stored there. */
final class FullStack {
  private FullStack() {}

  /** The chats end first: what they need is closed with the roles. */
  static List<RunPart> open(Preparation run) {
    if (!ChatEndpoint.from(run.settings()).embedded()) { // what others store is theirs
      RolesPart roles = RolesPart.open(run);
      return List.of(ChatPart.open(run), roles);
    }
    ChatBook book = new ChatBook();
    RolesPart roles = RolesPart.open(run, Optional.of(book));
    ChatKeeping keeping = new ChatKeeping(roles.chatStore(), book, roles.chatTimes());
    return List.of(ChatPart.open(run, keeping), roles);
  }
}
