package tidemark.chat;

import java.time.Duration;
import java.util.Optional;
import tidemark.error.ChatError;

/** When a chat has taken too long, and what that is called. Not thread-safe. */
final class Patience {
  private static final long FOR_EVER = Long.MAX_VALUE;

  private final long timeoutNanos;
  private final long firstTokenNanos;
  private final long silenceNanos;
  private final ChatTimings timings;

  /**
   * The patience with one chat.
   *
   * @param streamed false if it has no tokens to wait for
   */
  Patience(ChatLimits limits, boolean streamed, ChatTimings timings) {
    this.timeoutNanos = limits.timeout().toNanos();
    this.firstTokenNanos = streamed ? nanos(limits.firstToken()) : FOR_EVER;
    this.silenceNanos = streamed ? nanos(limits.silence()) : FOR_EVER;
    this.timings = timings;
  }

  private static long nanos(Optional<Duration> limit) {
    return limit.map(Duration::toNanos).orElse(FOR_EVER);
  }

  /** When it ends, if nothing comes until then, as a {@link System#nanoTime()}. */
  long endNanos() {
    return timings.startNanos() + Math.min(timeoutNanos, tokenLimit());
  }

  /** What it is called when it has ended. */
  ChatError error() {
    if (timeoutNanos <= tokenLimit()) {
      return ChatError.TIMEOUT;
    }
    return timings.tokens() == 0 ? ChatError.FIRST_TOKEN_TIMEOUT : ChatError.STALLED;
  }

  /** For the next token, from the start on. */
  private long tokenLimit() {
    if (timings.tokens() == 0) {
      return firstTokenNanos;
    }
    long last = timings.lastNanos() - timings.startNanos();
    return silenceNanos < FOR_EVER - last ? last + silenceNanos : FOR_EVER;
  }
}
