package tidemark.workload;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tidemark.target.RequestNumber;
import tidemark.target.StoredChat;

/** Goes through one user's stored chats in their order. For one thread. */
final class ChatWalk {
  private final ChatAudit audit;
  private final CommitCounter.Expected user;
  private final ChatPage page;
  private final boolean running;
  private final UnknownChats unknown;
  private long last;
  private long lastAttempt;

  private long attempts;
  private long digests;

  ChatWalk(ChatAudit audit, ChatBook.Expected user, ChatPage page, boolean running) {
    this.audit = audit;
    this.user = user.commits();
    this.unknown = user.unknown();
    this.page = page;
    this.running = running;
    this.last = page.readBefore() - 1;
  }

  /** One stored chat: number, attempt, digest, prompt, answer. */
  void row(ResultSet row) throws SQLException {
    long number = row.getLong(1);
    long attempt = row.getLong(2);
    if (number >= user.next()) {
      if (!running) {
        audit.phantom(user.writer(), number, attempt, "was refused and is there");
      }
      return;
    }
    audit.stored();
    missing(number);
    if (number == last && attempt == lastAttempt) {
      audit.twice(user.writer(), number);
      return;
    }
    if (number == last) {
      audit.phantom(user.writer(), number, attempt, "is there beside another attempt");
      return;
    }
    last = number;
    lastAttempt = attempt;
    first(number, attempt, row.getLong(3), row.getString(4), row.getString(5));
  }

  private void first(
      long number, long attempt, long digest, @Nullable String prompt, @Nullable String answer) {
    boolean uncertain = unknown.contains(number);
    if (uncertain && !unknown.mayBe(number, attempt)) {
      audit.phantom(user.writer(), number, attempt, "was refused and is there");
      return;
    }
    RequestNumber id = new RequestNumber(user.writer(), number, attempt);
    if (prompt == null || answer == null || !new StoredChat(id, prompt, answer, digest).isWhole()) {
      audit.altered(user.writer(), number);
    } else if (!uncertain) {
      attempts += attempt;
      digests += digest;
    }
  }

  /** Those between the last one and this one must have an outcome that nobody knows. */
  private void missing(long until) {
    for (long number = last + 1; number < until; number++) {
      if (!unknown.contains(number)) {
        audit.lost(user.writer(), number);
      }
    }
  }

  /** All rows were there. Only now: of a walk that is broken off, the next one sees all again. */
  void end() {
    missing(user.next());
    page.add(attempts, digests);
    page.readUntil(user.next());
  }
}
