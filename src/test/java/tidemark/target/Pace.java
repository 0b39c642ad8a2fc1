package tidemark.target;

import java.util.SplittableRandom;

/**
 * How fast the model is in one chat.
 *
 * @param latencyNanos until the answer, or a stream's first token
 * @param intervalNanos from one token of a stream to the next
 */
record Pace(long latencyNanos, long intervalNanos) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /**
   * The pace of one chat, which the seed says.
   *
   * @param number of the chat, from 0 on
   */
  static Pace of(ChatBackendSettings settings, long number) {
    // split: the next chat's generator would go on where this one's stands after a draw
    SplittableRandom draws = new SplittableRandom(~settings.seed() + number * GOLDEN_GAMMA).split();
    return new Pace(settings.latency().nanos(draws), settings.tokenInterval().nanos(draws));
  }
}
