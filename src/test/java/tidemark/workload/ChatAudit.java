package tidemark.workload;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tidemark.record.AuditPart;

/**
 * Looks whether each chat that was answered is stored, whole, once. Which ones must be there say
 * their numbers, which have no gaps; that they are as they were answered say two digests, one
 * beside the stored text and one, in a sum, with the user who got the answer.
 */
final class ChatAudit {
  private final Snapshot snapshot;
  private final boolean running;
  private final Findings findings = new Findings();
  private long acknowledged;
  private long unknown;
  private long stored;
  private long lost;
  private long twice;
  private long altered;
  private long phantom;

  /**
   * An audit of chats.
   *
   * @param running true while users chat on: then the newest of each may be there before it is
   *     answered
   */
  ChatAudit(Snapshot snapshot, boolean running) {
    this.snapshot = snapshot;
    this.running = running;
  }

  /** Reads all chats from the first on. */
  void everything(List<ChatBook.Expected> users) throws SQLException {
    Set<Integer> known = new HashSet<>();
    for (ChatBook.Expected user : users) {
      known.add(user.writer());
      user(user, new ChatPage());
    }
    snapshot.read(
        "chat_writers",
        row -> {
          int writer = row.getInt(1);
          if (writer >= 0 && !known.contains(writer)) { // below 0: somebody else's chats
            phantom += row.getLong(2);
            findings.add(
                row.getLong(2),
                "%d chats are of user %d, who is not of this run"
                    .formatted(row.getLong(2), writer));
          }
        });
  }

  /** Reads on in one user's chats. */
  void user(ChatBook.Expected user, ChatPage page) throws SQLException {
    CommitCounter.Expected commits = user.commits();
    acknowledged += commits.commits();
    unknown += user.unknown().count();
    long before = findings.count();
    ChatWalk walk = new ChatWalk(this, user, page, running);
    snapshot.read("chats_since", walk::row, user.writer(), page.readBefore());
    walk.end();
    if (findings.count() > before) {
      page.unsound();
    }
    if (page.isSound()) {
      sums(user, page);
    }
  }

  /** All numbers are there: but is it what was answered? */
  private void sums(ChatBook.Expected user, ChatPage page) {
    if (page.attempts() != user.commits().attempts()) {
      phantom++;
      findings.add(1, "user %d has its chats, but not those answered".formatted(user.writer()));
    } else if (page.digests() != user.digests()) {
      altered++;
      findings.add(1, "user %d was answered other than is stored".formatted(user.writer()));
    }
  }

  AuditPart part() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("acknowledged", acknowledged);
    figures.put("stored", stored);
    figures.put("lost", lost);
    figures.put("twice", twice);
    figures.put("altered", altered);
    figures.put("phantom", phantom);
    figures.put("unknown", unknown);
    return findings.part("chats", figures);
  }

  void stored() {
    stored++;
  }

  void lost(int writer, long number) {
    lost++;
    findings.add(1, of(writer, number) + " was answered and is lost");
  }

  void twice(int writer, long number) {
    twice++;
    findings.add(1, of(writer, number) + " is there twice");
  }

  void altered(int writer, long number) {
    altered++;
    findings.add(1, of(writer, number) + " is not as it was answered, or lacks a message");
  }

  void phantom(int writer, long number, long attempt, String how) {
    phantom++;
    findings.add(1, of(writer, number) + ", attempt %d, %s".formatted(attempt, how));
  }

  private static String of(int writer, long number) {
    return "chat %d of user %d".formatted(number, writer);
  }
}
