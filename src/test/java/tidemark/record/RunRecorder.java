package tidemark.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.HdrHistogram.AtomicHistogram;
import tidemark.error.ErrorKind;

/**
 * Keeps a run's samples and errors in memory that does not grow with the run. A sample belongs to
 * the phase in which it started: what starts during warm-up is in no figure but on the time line,
 * and its errors are counted apart. Thread-safe.
 */
public final class RunRecorder implements Recorder {
  private final Map<String, Map<String, Series>> series = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Series>> warmup = new ConcurrentHashMap<>();
  private final AtomicHistogram acquire = Series.histogram();
  private final ErrorTally<ErrorKind> errors = new ErrorTally<>();
  private final ErrorTally<ErrorKind> warmupErrors = new ErrorTally<>();
  private final RecentErrors recent = new RecentErrors();
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
      series(warmup, sample.role(), sample.request()).add(sample);
      return;
    }
    series(series, sample.role(), sample.request()).add(sample);
    acquire.recordValue(Series.bounded(sample.acquireNanos()));
    time.ended(sample.endNanos());
  }

  @Override
  public void error(String role, ErrorKind kind, String message, long startNanos) {
    (time.holds(startNanos) ? errors : warmupErrors).add(kind, role, message);
    recent.add(kind.expected(), kind.category(), role, message);
  }

  private static Series series(Map<String, Map<String, Series>> all, String role, String request) {
    Map<String, Series> ofRole = all.get(role);
    if (ofRole == null) {
      ofRole = all.computeIfAbsent(role, key -> new ConcurrentHashMap<>());
    }
    Series found = ofRole.get(request);
    return found != null
        ? found
        : ofRole.computeIfAbsent(request, key -> new Series(role, request));
  }

  /** Each role of which there was a sample, as it grows. */
  List<LiveStream> live() {
    return Stream.concat(series.keySet().stream(), warmup.keySet().stream())
        .distinct()
        .sorted()
        .map(role -> new LiveStream(role, live(series, role), live(warmup, role)))
        .toList();
  }

  private static List<LiveSeries> live(Map<String, Map<String, Series>> all, String role) {
    return all.getOrDefault(role, Map.of()).values().stream().map(Series::live).toList();
  }

  /** How many errors there are of each kind, those of the warm-up apart. */
  Map<ErrorKind, Long> errorCounts() {
    return errors.counts();
  }

  Map<ErrorKind, Long> warmupErrorCounts() {
    return warmupErrors.counts();
  }

  RecentErrors recent() {
    return recent;
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
