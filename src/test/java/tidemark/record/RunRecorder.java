package tidemark.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
  private final ErrorTally<ErrorKind> errors = new ErrorTally<>();
  private final ErrorTally<ErrorKind> warmupErrors = new ErrorTally<>();
  private final MeasuredTime time = new MeasuredTime();

  /**
   * Sets where measurement starts.
   *
   * @param startNanos the end of warm-up, as {@link System#nanoTime()}; it may lie ahead
   */
  public void measureFrom(long startNanos) {
    time.from(startNanos);
  }

  /**
   * Sets until when users could start operations; what is still under way is recorded and may end
   * later. Only the first call counts.
   *
   * @param stopNanos when the run closed to new operations, as {@link System#nanoTime()}
   */
  public void measureUntil(long stopNanos) {
    time.until(stopNanos);
  }

  @Override
  public void sample(Sample sample) {
    if (!time.holds(sample.startNanos())) {
      return;
    }
    series(sample.role(), sample.request()).add(sample);
    acquire.recordValue(Series.bounded(sample.acquireNanos()));
    time.ended(sample.endNanos());
  }

  @Override
  public void error(String role, ErrorKind kind, String message, long startNanos) {
    (time.holds(startNanos) ? errors : warmupErrors).add(kind, role, message);
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
        time.elapsedNanos(),
        List.copyOf(all),
        acquire.copy(),
        ErrorFigures.of(errors.categories()),
        ErrorFigures.of(warmupErrors.categories()));
  }
}
