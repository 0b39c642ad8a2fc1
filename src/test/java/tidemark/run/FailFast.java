package tidemark.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.gatling.StopReason;
import tidemark.record.Recorder;
import tidemark.record.Responses;
import tidemark.report.CrashLog;
import tidemark.report.Incident;
import tidemark.report.RunReport;
import tidemark.settings.Secrets;
import tidemark.settings.Settings;

/**
 * Ends a run at the first error that nobody expects, where that is wanted, and has what is known of
 * it written down at once, on a thread that nobody waits for but the end of the run. Thread-safe.
 */
final class FailFast {
  private static final Duration LONGEST_WRITING = Duration.ofSeconds(3);

  private final boolean wanted;
  private final Secrets secrets;
  private final AtomicBoolean over = new AtomicBoolean();
  private final CompletableFuture<String> problem = new CompletableFuture<>();
  private volatile @Nullable Run run;
  private volatile long begunNanos;
  private volatile Duration warmup = Duration.ZERO;

  /**
   * The run that may have to end.
   *
   * @param stop takes the reason
   * @param report what is known by now
   */
  record Run(Consumer<StopReason> stop, Supplier<RunReport> report) {}

  private FailFast(boolean wanted, Secrets secrets) {
    this.wanted = wanted;
    this.secrets = secrets;
  }

  static FailFast from(Settings settings) {
    return new FailFast(settings.flag("run.failFast"), settings.secrets());
  }

  /** From now on there is a run to be ended. */
  void of(Run begun) {
    run = begun;
  }

  /** The load begins. */
  void begun(long nowNanos, Duration inWarmup) {
    begunNanos = nowNanos;
    warmup = inWarmup;
  }

  /** What a recorder is told, seen on its way; the recorder itself where nobody wants to know. */
  Recorder watch(Recorder recorder) {
    return wanted ? new WatchedRecorder(recorder, this::tell) : recorder;
  }

  /** The same of answers. */
  Responses watch(Responses responses) {
    return wanted ? new WatchedResponses(responses, this::tell) : responses;
  }

  /** An audit has found something. */
  void broken(String finding) {
    if (wanted) {
      tell(Incident.now("the audit", "broken invariant", finding, null));
    }
  }

  /** Only the first call counts. */
  private void tell(Incident incident) {
    Run known = run;
    if (known == null || !over.compareAndSet(false, true)) {
      return;
    }
    known.stop().accept(StopReason.brokenOff(reason(incident)));
    Thread writing = new Thread(() -> problem.complete(write(known, incident)), "tidemark-crash");
    writing.setDaemon(true);
    writing.start();
  }

  private String reason(Incident incident) {
    return "fail-fast: %s (see %s)"
        .formatted(incident.line(secrets), CrashLog.name(incident.time()));
  }

  /** Whoever waits for it must be told, whatever happens. */
  private String write(Run known, Incident incident) {
    try {
      CrashLog.write(known.report().get(), incident, where(incident.nanos()), secrets);
      return "";
    } catch (IOException | RuntimeException | Error e) {
      return "the crash log cannot be written: " + e;
    }
  }

  private String where(long nanos) {
    double seconds = (nanos - begunNanos) / 1e9;
    double measured = seconds - warmup.toNanos() / 1e9;
    String begun = "%.3f s after the begin of the load".formatted(seconds);
    return begun
        + (measured < 0
            ? ", in the warm-up of %d ms".formatted(warmup.toMillis())
            : ", %.3f s after the warm-up".formatted(measured));
  }

  /**
   * What has become of the file: waits for it, but not for long, for the disk may hang.
   *
   * @return what went wrong, a line; empty without an incident
   */
  List<String> problems() {
    if (!over.get()) {
      return List.of();
    }
    String known =
        problem
            .completeOnTimeout(
                "the crash log was not written within " + LONGEST_WRITING.toSeconds() + " s",
                LONGEST_WRITING.toMillis(),
                TimeUnit.MILLISECONDS)
            .join();
    return known.isEmpty() ? List.of() : List.of(known);
  }
}
