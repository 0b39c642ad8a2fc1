package tidemark.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAccumulator;
import org.HdrHistogram.AtomicHistogram;
import tidemark.error.ErrorKind;

/**
 * Keeps a run's samples and errors in memory that does not grow with the run. A sample belongs to
 * the phase in which it started: what starts during warm-up is in no figure, and its errors are
 * counted apart. Thread-safe.
 */
public final class RunRecorder implements Recorder {
  private final Map<String, Map<String, Series>> series = new ConcurrentHashMap<>();
  private final AtomicHistogram acquire = Series.histogram();
  private final ErrorTally errors = new ErrorTally();
  private final ErrorTally warmupErrors = new ErrorTally();
  private final LongAccumulator elapsed = new LongAccumulator(Long::max, 0);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile long origin;
  private volatile boolean measuring;

  /**
   * Sets where measurement starts.
   *
   * @param startNanos the end of warm-up, as {@link System#nanoTime()}; it may lie ahead
   */
  public void measureFrom(long startNanos) {
    origin = startNanos;
    measuring = true;
  }

  /**
   * Sets until when users could start operations: a run whose users pause at its end was measured
   * all the same. What is still under way is recorded and may end later. Only the first call
   * counts.
   *
   * @param stopNanos when the run closed to new operations, as {@link System#nanoTime()}
   */
  public void measureUntil(long stopNanos) {
    if (stopped.compareAndSet(false, true) && measuring) {
      elapsed.accumulate(stopNanos - origin);
    }
  }

  @Override
  public void sample(Sample sample) {
    if (!measured(sample.startNanos())) {
      return;
    }
    series(sample.role(), sample.request()).add(sample);
    acquire.recordValue(Series.bounded(sample.acquireNanos()));
    elapsed.accumulate(sample.endNanos() - origin);
  }

  @Override
  public void error(String role, ErrorKind kind, String message, long startNanos) {
    (measured(startNanos) ? errors : warmupErrors).add(role, kind, message);
  }

  private boolean measured(long startNanos) {
    return measuring && startNanos - origin >= 0;
  }

  private Series series(String role, String request) {
    Map<String, Series> ofRole = series.get(role);
    if (ofRole == null) {
      ofRole = series.computeIfAbsent(role, key -> new ConcurrentHashMap<>());
    }
    Series found = ofRole.get(request);
    return found != null
        ? found
        : ofRole.computeIfAbsent(request, key -> new Series(role, request));
  }

  /** All figures as they are now. */
  public RunFigures figures() {
    List<SeriesFigures> all = new ArrayList<>();
    series.values().forEach(role -> role.values().forEach(one -> all.add(one.figures())));
    all.sort(Comparator.comparing(SeriesFigures::role).thenComparing(SeriesFigures::request));
    return new RunFigures(
        elapsed.get(), List.copyOf(all), acquire.copy(), errors.figures(), warmupErrors.figures());
  }
}
