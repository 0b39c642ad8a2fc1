package tidemark.gatling;

/**
 * Why a run ends.
 *
 * @param planned true when it came to its own end
 * @param hurried true if somebody waits for it to be over
 * @param text for people: {@code SIGINT}, {@code Maven is gone}; empty when planned
 */
public record StopReason(boolean planned, boolean hurried, String text) {
  /** All users are done, or the time is over. */
  public static final StopReason PLANNED = new StopReason(true, false, "");

  /** Somebody ended it. */
  public static StopReason stopped(String text) {
    return new StopReason(false, true, text);
  }

  /** What happened in it is reason enough to end it, in good order. */
  public static StopReason brokenOff(String text) {
    return new StopReason(false, false, text);
  }
}
