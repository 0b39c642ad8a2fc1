package tidemark.target;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps the newest chats in memory. Thread-safe. */
public final class MemoryChatStore implements ChatStore {
  private final int most;
  private final Deque<StoredChat> chats = new ArrayDeque<>();

  /**
   * An empty one.
   *
   * @param most how many it keeps, from 1
   */
  public MemoryChatStore(int most) {
    this.most = most;
  }

  @Override
  public synchronized CompletionStage<StoreOutcome> store(StoredChat chat) {
    if (chats.size() == most) {
      chats.remove();
    }
    chats.add(chat);
    return CompletableFuture.completedFuture(StoreOutcome.STORED);
  }

  /** Those that are there, the newest last. */
  public synchronized List<StoredChat> chats() {
    return List.copyOf(chats);
  }
}
