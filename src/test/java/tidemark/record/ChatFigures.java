package tidemark.record;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.AbstractHistogram;

/**
 * The chats of a run at one moment. Nothing in it changes.
 *
 * @param elapsedNanos from the end of warm-up to the stop of the run or the end of the last chat,
 *     whichever is later
 * @param answered end to end times in nanoseconds of chats that went well; not to be changed
 * @param failed the same of those that failed
 * @param delays from plan to start in nanoseconds, of chats that were planned
 * @param statusCodes how often each HTTP status came; 0 stands for no answer
 * @param errors by name, the most frequent first
 * @param streams of those chats that asked for a stream
 * @param slo what a good chat has to hold
 * @param good chats that held it
 * @param unfinished chats, those of the warm-up too, that were sent and are still under way:
 *     neither failed nor counted anywhere else
 * @param silentNanos how long, up to the end of the elapsed time, somebody asked and nobody was
 *     answered: since the first chat was sent after the last one had ended; 0 if none was
 * @param drift where the measured time was known beforehand
 */
public record ChatFigures(
    long elapsedNanos,
    AbstractHistogram answered,
    AbstractHistogram failed,
    AbstractHistogram delays,
    SortedMap<Integer, Long> statusCodes,
    Map<String, ErrorFigures.Category> errors,
    StreamFigures streams,
    ChatSlo slo,
    long good,
    long unfinished,
    long silentNanos,
    Optional<Drift> drift) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Together with chats that came after these, under the same {@link #slo}. */
  ChatFigures plus(ChatFigures later) {
    SortedMap<Integer, Long> codes = new TreeMap<>(statusCodes);
    later.statusCodes.forEach((code, count) -> codes.merge(code, count, Long::sum));
    Map<String, ErrorFigures.Category> both = new HashMap<>(errors);
    later.errors.forEach(
        (name, category) -> both.merge(name, category, ErrorFigures.Category::plus));
    return new ChatFigures(
        elapsedNanos + later.elapsedNanos,
        Series.sum(answered, later.answered),
        Series.sum(failed, later.failed),
        Series.sum(delays, later.delays),
        Collections.unmodifiableSortedMap(codes),
        ErrorFigures.byCount(both),
        streams.plus(later.streams),
        slo,
        good + later.good,
        unfinished + later.unfinished,
        later.silentNanos,
        Optional.empty());
  }

  /** All finished chats. */
  public long total() {
    return successes() + failures();
  }

  public long successes() {
    return answered.getTotalCount();
  }

  public long failures() {
    return failed.getTotalCount();
  }

  /** End to end times in nanoseconds, whatever the end. */
  public AbstractHistogram all() {
    return Series.sum(answered, failed);
  }

  /** Failed over all, in percent; 0 without any. */
  public double errorRatePercent() {
    return percent(failures());
  }

  /** Chats that held the {@link #slo} over all chats, in percent; 0 without any. */
  public double goodputPercent() {
    return percent(good);
  }

  private double percent(long part) {
    return total() == 0 ? 0 : 100.0 * part / total();
  }

  /** Measured time in seconds. */
  public double elapsedSeconds() {
    return elapsedNanos / NANOS_PER_SECOND;
  }

  /**
   * Chats that went well per second of measured time: a server that refuses quickly serves no one.
   * 0 when no time has passed.
   */
  public double requestsPerSecond() {
    return elapsedNanos == 0 ? 0 : successes() / elapsedSeconds();
  }
}
