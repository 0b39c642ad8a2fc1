package tidemark.chat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/** Reads the body of one answer as it comes. Not thread-safe. */
interface Reading {
  /**
   * Takes all that remains in the buffer.
   *
   * @param nowNanos when it came, as a {@link System#nanoTime()}
   * @return true if nothing that may follow changes the outcome
   */
  boolean feed(ByteBuffer bytes, long nowNanos);

  /** True once the answer is good even if nothing more comes. */
  default boolean whole() {
    return false;
  }

  /** What it amounts to: the body has ended in good order, or nothing changes the outcome. */
  ChatOutcome end();

  /**
   * What it amounts to, broken off before its end.
   *
   * @param why the outcome, unless what was read so far says more
   * @param message of that; null without one
   */
  ChatOutcome brokenOff(ChatError why, @Nullable String message);
}
