package tidemark.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tidemark.record.ChatSample;

/** How many requests are left to all users of a run together. Thread-safe. */
final class ChatQuota {
  private final AtomicLong left;

  /** When the last one was taken; {@link ChatSample#NEVER} before. */
  private volatile long emptyNanos = ChatSample.NEVER;

  /** A quota of so many, or of as many as there is time for. */
  ChatQuota(Optional<Long> requests) {
    this.left = new AtomicLong(requests.orElse(Long.MAX_VALUE));
  }

  /**
   * Leaves none.
   *
   * @param nowNanos {@link System#nanoTime()}
   * @return since when there is none, likewise
   */
  long close(long nowNanos) {
    left.set(0);
    long empty = emptyNanos;
    return empty == ChatSample.NEVER ? nowNanos : empty;
  }

  boolean isEmpty() {
    return left.get() <= 0;
  }

  /** Takes one; false if there is none left. */
  boolean take() {
    if (isEmpty()) {
      return false;
    }
    long before = left.getAndDecrement();
    if (before == 1) {
      emptyNanos = System.nanoTime();
    }
    return before > 0;
  }
}
