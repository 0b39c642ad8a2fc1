package tidemark.target;

import java.util.concurrent.CompletionStage;

/** Keeps what was said. Called on event loops, by many chats at once: must not block. */
@FunctionalInterface
public interface ChatStore {
  /**
   * Stores a chat.
   *
   * @return completes on any thread; exceptionally is as good as {@link StoreOutcome#UNKNOWN}. It
   *     stays open when the run is over and nobody waits for it
   */
  CompletionStage<StoreOutcome> store(StoredChat chat);
}
