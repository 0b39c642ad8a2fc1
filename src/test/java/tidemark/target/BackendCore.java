package tidemark.target;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.record.ServiceTimes;

/**
 * What the backend's event loops share. Thread-safe.
 *
 * @param chats counts them, from 0
 * @param store where chats are stored; without one they are not
 * @param times told of each chat, whatever became of it
 */
record BackendCore(
    ChatBackendSettings settings,
    ChatText text,
    AtomicLong chats,
    Seats seats,
    Optional<ChatStore> store,
    ChatBackendTally tally,
    ServiceTimes times) {

  static BackendCore of(
      ChatBackendSettings settings, Optional<ChatStore> store, ServiceTimes times) {
    long created = System.currentTimeMillis() / 1000;
    return new BackendCore(
        settings,
        new ChatText(settings.text(), settings.model(), created),
        new AtomicLong(),
        new Seats(
            settings.capacity().orElse(Integer.MAX_VALUE),
            settings.queue().orElse(Integer.MAX_VALUE)),
        store,
        new ChatBackendTally(),
        times);
  }

  /**
   * A chat has ended now.
   *
   * @param startNanos when its last byte had been read
   * @param storeNanos what the store took of the time since then
   */
  void ended(AnswerEnd ending, long startNanos, long storeNanos) {
    long serviceNanos = System.nanoTime() - startNanos;
    tally.ended(ending, serviceNanos);
    times.served(serviceNanos, storeNanos);
  }
}
