package tidemark.target;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps the newest chats in memory. Thread-safe. */
public final class MemoryChatStore implements ChatStore {
  private final int most;
  private final long mostChars;
  private final Deque<StoredChat> chats = new ArrayDeque<>();
  private long chars;

  /**
   * An empty one.
   *
   * @param most how many it keeps, from 1
   * @param mostChars what was said in all of them, in UTF-16 units of 1 or 2 bytes; one of more
   *     than that is not kept, nor is any before it
   */
  public MemoryChatStore(int most, long mostChars) {
    this.most = most;
    this.mostChars = mostChars;
  }

  @Override
  public synchronized CompletionStage<StoreOutcome> store(StoredChat chat) {
    chats.add(chat);
    chars += chars(chat);
    while (chats.size() > most || chars > mostChars) {
      chars -= chars(chats.remove());
    }
    return CompletableFuture.completedFuture(StoreOutcome.STORED);
  }

  private static long chars(StoredChat chat) {
    return (long) chat.prompt().length() + chat.answer().length();
  }

  /** Those that are there, the newest last. */
  public synchronized List<StoredChat> chats() {
    return List.copyOf(chats);
  }
}
