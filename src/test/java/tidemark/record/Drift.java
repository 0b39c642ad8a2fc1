package tidemark.record;

import java.util.OptionalDouble;

/**
 * How the last quarter of the measured time differs from the first. Chats belong to the quarter in
 * which they started; those that the end of the run cut off are in none. The times of streams and
 * of whole answers lie far apart: a percentile of both together would drift with their mixture.
 *
 * @param answers of chats that did not ask for a stream
 * @param streams of those that did
 * @param firstFailed chats of the first quarter that failed, of either kind
 * @param lastFailed the same of the last quarter
 */
public record Drift(TimesDrift answers, TimesDrift streams, long firstFailed, long lastFailed) {
  /** True if there are times of both kinds. */
  public boolean mixed() {
    return !answers.isEmpty() && !streams.isEmpty();
  }

  /** The kind that has times; without {@link #mixed} there is only one. */
  public TimesDrift times() {
    return streams.isEmpty() ? answers : streams;
  }

  /**
   * Error rate of the last quarter less that of the first, in percent points. Empty without a chat
   * in both.
   */
  public OptionalDouble errorGrowth() {
    long before = answers.first().getTotalCount() + streams.first().getTotalCount() + firstFailed;
    long after = answers.last().getTotalCount() + streams.last().getTotalCount() + lastFailed;
    return before == 0 || after == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * lastFailed / after - 100.0 * firstFailed / before);
  }
}
