package tidemark.record;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tidemark.error.ErrorKind;

/**
 * Keeps a run's samples and errors in memory that does not grow with the run. A sample belongs to
 * the phase in which it started: what starts during warm-up is in no figure but on the time line,
 * and its errors are counted apart. Thread-safe.
 */
public final class RunRecorder implements Recorder {
  private final RoleSeries measured = new RoleSeries();
  private final RoleSeries warmup = new RoleSeries();
  private final Phases<RoleSeries> phases = new Phases<>(measured, warmup);
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
    phases.at(time, sample.startNanos()).add(sample);
    time.ended(sample.startNanos(), sample.endNanos());
  }

  @Override
  public void error(String role, ErrorKind kind, String message, long startNanos) {
    phases.at(time, startNanos).errors().add(kind, role, message);
    recent.add(kind.expected(), kind.category(), role, message);
  }

  /** Each role of which there was a sample, as it grows. */
  List<LiveStream> live() {
    return Stream.concat(measured.roles().stream(), warmup.roles().stream())
        .distinct()
        .sorted()
        .map(role -> new LiveStream(role, measured.live(role), warmup.live(role)))
        .toList();
  }

  /** How many errors there are of each kind, those of the warm-up apart. */
  Map<ErrorKind, Long> errorCounts() {
    return measured.errors().counts();
  }

  Map<ErrorKind, Long> warmupErrorCounts() {
    return warmup.errors().counts();
  }

  RecentErrors recent() {
    return recent;
  }

  /** All figures as they are now. */
  public RunFigures figures() {
    return new RunFigures(
        time.elapsedNanos(),
        measured
            .all()
            .map(Series::figures)
            .sorted(Comparator.comparing(SeriesFigures::role).thenComparing(SeriesFigures::request))
            .toList(),
        measured.acquire().copy(),
        ErrorFigures.of(measured.errors().categories()),
        ErrorFigures.of(warmup.errors().categories()));
  }
}
