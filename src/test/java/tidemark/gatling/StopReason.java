package tidemark.gatling;

/**
 * Why a run ends.
 *
 * @param planned true when it came to its own end
 * @param text for people: {@code SIGINT}, {@code Maven is gone}; empty when planned
 */
public record StopReason(boolean planned, String text) {
  /** All users are done, or the time is over. */
  public static final StopReason PLANNED = new StopReason(true, "");

  /** Somebody ended it. */
  public static StopReason stopped(String text) {
    return new StopReason(false, text);
  }
}
