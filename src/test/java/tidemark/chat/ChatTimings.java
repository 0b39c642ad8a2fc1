package tidemark.chat;

import static tidemark.record.ChatSample.NEVER;

import tidemark.record.ChatRecorder;

/**
 * When the tokens of one chat came, and how many. Times are {@link System#nanoTime()}. Not
 * thread-safe.
 */
final class ChatTimings {
  private final ChatRecorder recorder;
  private final long startNanos;
  private final long plannedNanos;
  private long firstNanos = NEVER;
  private long firstOutputNanos = NEVER;
  private long lastNanos = NEVER;
  private long tokens;
  private long together;

  /**
   * Starts now.
   *
   * @param plannedNanos when it was to start; {@link tidemark.record.ChatSample#NEVER} without a
   *     plan
   */
  ChatTimings(ChatRecorder recorder, long plannedNanos) {
    this.recorder = recorder;
    this.plannedNanos = plannedNanos;
    this.startNanos = System.nanoTime();
  }

  /**
   * An event with a token has come.
   *
   * @param output false if it is of the model's reasoning only
   */
  void token(long nowNanos, boolean output) {
    if (tokens == 0) {
      firstNanos = nowNanos;
    } else if (nowNanos == lastNanos) {
      together++;
    } else {
      recorder.gap(fromNanos(), nowNanos - lastNanos);
    }
    if (output && firstOutputNanos == NEVER) {
      firstOutputNanos = nowNanos;
    }
    lastNanos = nowNanos;
    tokens++;
  }

  /** No more tokens come at this moment. */
  void endOfPacket() {
    if (together > 0) {
      recorder.together(fromNanos(), together);
      together = 0;
    }
  }

  /** What the times of the chat count from. */
  long fromNanos() {
    return plannedNanos == NEVER ? startNanos : plannedNanos;
  }

  long plannedNanos() {
    return plannedNanos;
  }

  long startNanos() {
    return startNanos;
  }

  long firstNanos() {
    return firstNanos;
  }

  long firstOutputNanos() {
    return firstOutputNanos;
  }

  long lastNanos() {
    return lastNanos;
  }

  /** Events with a token so far. */
  long tokens() {
    return tokens;
  }
}
