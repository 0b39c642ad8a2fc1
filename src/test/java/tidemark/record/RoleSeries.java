package tidemark.record;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.HdrHistogram.AtomicHistogram;
import tidemark.error.ErrorKind;

/** What roles did in one phase of a run, in memory that does not grow. Thread-safe. */
final class RoleSeries {
  private final Map<String, Map<String, Series>> series = new ConcurrentHashMap<>();
  private final AtomicHistogram acquire = Series.histogram();
  private final ErrorTally<ErrorKind> errors = new ErrorTally<>();

  void add(Sample sample) {
    of(sample.role(), sample.request()).add(sample);
    acquire.recordValue(Series.bounded(sample.acquireNanos()));
  }

  private Series of(String role, String request) {
    Map<String, Series> ofRole = series.get(role);
    if (ofRole == null) {
      ofRole = series.computeIfAbsent(role, key -> new ConcurrentHashMap<>());
    }
    Series found = ofRole.get(request);
    return found != null
        ? found
        : ofRole.computeIfAbsent(request, key -> new Series(role, request));
  }

  AtomicHistogram acquire() {
    return acquire;
  }

  ErrorTally<ErrorKind> errors() {
    return errors;
  }

  /** Those of which there was a sample. */
  Set<String> roles() {
    return series.keySet();
  }

  /** All requests of all roles. */
  Stream<Series> all() {
    return series.values().stream().flatMap(role -> role.values().stream());
  }

  /** The requests of a role, as they grow. */
  List<LiveSeries> live(String role) {
    return series.getOrDefault(role, Map.of()).values().stream().map(Series::live).toList();
  }
}
