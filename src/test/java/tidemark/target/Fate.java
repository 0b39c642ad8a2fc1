package tidemark.target;

import java.util.SplittableRandom;

/** How the server means a chat to end. */
enum Fate {
  /** With its whole answer. */
  ANSWERED,
  /** With status 500 instead of an answer. */
  FAILED,
  /** In the middle of the answer: the server closes the connection. */
  CUT,
  /** With status 429, at once. */
  LIMITED;

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /**
   * The fate of one chat, drawn at random but always the same.
   *
   * @param number of the chat, from 0 on
   */
  static Fate of(ChatBackendSettings settings, long number) {
    double drawn = percent(settings.seed(), number);
    if (drawn < settings.errorRate()) {
      return FAILED;
    }
    if (drawn < settings.errorRate() + settings.cutRate()) {
      return CUT;
    }
    return drawn < settings.troubleRate() ? LIMITED : ANSWERED;
  }

  /** What the generator of this seed draws after {@code number} draws: it adds gamma each time. */
  private static double percent(long seed, long number) {
    return new SplittableRandom(seed + number * GOLDEN_GAMMA).nextDouble() * 100;
  }
}
