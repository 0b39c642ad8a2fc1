package tidemark.record;

import java.util.Map;
import java.util.SortedMap;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

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
 * @param lastEndNanos from the end of warm-up to the end of the last chat; 0 without one
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
    long lastEndNanos) {
  private static final double NANOS_PER_SECOND = 1e9;

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
    Histogram all = new Histogram(Series.DIGITS);
    all.add(answered);
    all.add(failed);
    return all;
  }

  /** Failed over all, in percent; 0 without any. */
  public double errorRatePercent() {
    return percent(failures());
  }

  /** Those that went well over all, in percent; 0 without any. */
  public double successPercent() {
    return percent(successes());
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
