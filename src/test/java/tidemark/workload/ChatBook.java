package tidemark.workload;

import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tidemark.chat.ChatAccount;
import tidemark.chat.ChatAccounts;
import tidemark.target.StoredChat;

/**
 * What those who chat know of their chats, so that it can be held against what is stored: a page
 * for each of them. A page is taken for the time of one chat, and so there are as many as there
 * ever were chats at the same time, however long the run, whether users stay or come and go.
 * Thread-safe.
 */
public final class ChatBook implements ChatAccounts {
  /**
   * What must be stored of one page.
   *
   * @param commits the chats that were answered, by number
   * @param unknown those that may be stored or not
   * @param digests sum of {@link StoredChat#digest} of what was asked and answered in them
   */
  record Expected(CommitCounter.Expected commits, UnknownChats unknown, long digests) {
    int writer() {
      return commits.writer();
    }
  }

  private final Queue<ChatLines> all = new ConcurrentLinkedQueue<>();
  private final Deque<ChatLines> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public ChatAccount open(byte[] body) {
    ChatLines lines = idle.poll();
    if (lines == null) {
      lines = new ChatLines(count.getAndIncrement(), idle::push);
      all.add(lines);
    }
    return lines.open(body);
  }

  /** The run is over: nobody will know what becomes of the chats that are under way. */
  public void close() {
    all.forEach(ChatLines::close);
  }

  List<Expected> expected() {
    return all.stream().map(ChatLines::expected).toList();
  }
}
