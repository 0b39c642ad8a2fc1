package tidemark.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tidemark.settings.Settings;
import tidemark.workload.ChatBook;

/** Roles and chats on one database: each chat that the embedded backend answers is stored there. */
final class FullStack {
  private static final String NONE = "none";

  private FullStack() {}

  /** The chats end first: what they need is closed with the roles. */
  static List<RunPart> open(Preparation run) {
    checkTimes(run.settings());
    if (!ChatEndpoint.from(run.settings()).embedded()) { // what others store is theirs
      RolesPart roles = RolesPart.open(run);
      return List.of(ChatPart.beside(run, Optional.empty()), roles);
    }
    ChatBook book = new ChatBook();
    RolesPart roles = RolesPart.open(run, Optional.of(book));
    ChatKeeping keeping = new ChatKeeping(roles.chatStore(), book, roles.chatTimes());
    return List.of(ChatPart.beside(run, Optional.of(keeping)), roles);
  }

  /**
   * Both have the same time: a part that is over before the other would be measured while it does
   * nothing, or never end.
   *
   * @throws tidemark.settings.SettingsException if they have not
   */
  static void checkTimes(Settings settings) {
    if (settings.unless(NONE, "chat.requests", Long.class).isPresent()) {
      throw settings.refuse("chat.requests", "none beside the roles, who work for a time");
    }
    if (!settings.text("chat.steps").strip().equals(NONE)) {
      throw settings.refuse("chat.steps", "none beside the roles, who work for a time");
    }
    Duration roles = settings.duration("db.seconds");
    if (!settings.unless(NONE, "chat.duration", Duration.class).equals(Optional.of(roles))) {
      throw settings.refuse(
          "chat.duration", "the time of the roles, db.seconds: %d s".formatted(roles.toSeconds()));
    }
  }
}
