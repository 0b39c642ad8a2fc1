package tidemark.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How many requests are left to all users of a run together. Thread-safe. */
final class ChatQuota {
  private final AtomicLong left;

  /** A quota of so many, or of as many as there is time for. */
  ChatQuota(Optional<Long> requests) {
    this.left = new AtomicLong(requests.orElse(Long.MAX_VALUE));
  }

  /** Leaves none; false if there was none left. */
  boolean close() {
    return left.getAndSet(0) > 0;
  }

  boolean isEmpty() {
    return left.get() <= 0;
  }

  /** Takes one; false if there is none left. */
  boolean take() {
    return !isEmpty() && left.getAndDecrement() > 0;
  }
}
