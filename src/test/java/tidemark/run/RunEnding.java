package tidemark.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tidemark.gatling.Ending;
import tidemark.gatling.ReportRow;
import tidemark.gatling.StopReason;
import tidemark.record.GeneratorRecorder;
import tidemark.record.Mark;
import tidemark.record.Marks;
import tidemark.record.Ticker;
import tidemark.report.RunReport;

/** What a run does when it begins and when it ends, and how long that may take. */
final class RunEnding implements Ending {
  private static final Duration FINISHED_AFTER_SIGNAL = Duration.ofSeconds(8);

  /** For what is wrong with the database may be that it answers nothing any more. */
  private static final Duration FINISHED_AFTER_ERROR = Duration.ofMinutes(1);

  private final List<RunPart> parts;
  private final RunReports reports;
  private final GeneratorRecorder generator;
  private final Ticker ticker;
  private final Marks marks;
  private final Grace grace;
  private final FailFast failFast;
  private final CompletableFuture<StopReason> stopped = new CompletableFuture<>();
  private final CompletableFuture<String> outOfTime = new CompletableFuture<>();
  private volatile RunReport report;

  RunEnding(
      List<RunPart> parts,
      RunReports reports,
      GeneratorRecorder generator,
      Ticker ticker,
      Marks marks,
      Grace grace,
      FailFast failFast) {
    this.grace = grace;
    this.ticker = ticker;
    this.marks = marks;
    this.failFast = failFast;
    this.parts = parts;
    this.reports = reports;
    this.generator = generator;
    this.report = reports.unfinished();
  }

  /** The newest report. */
  RunReport report() {
    return report;
  }

  @Override
  public Duration begun(long nowNanos) {
    Duration warmup = longest(RunPart::warmup);
    failFast.begun(nowNanos, warmup);
    generator.measureFrom(nowNanos + warmup.toNanos());
    Duration time = longest(part -> part.begun(nowNanos));
    ticker.begin(nowNanos, time);
    return time;
  }

  private Duration longest(Function<RunPart, Duration> time) {
    return parts.stream().map(time).max(Comparator.naturalOrder()).orElseThrow();
  }

  @Override
  public void drain(StopReason reason) {
    parts.forEach(part -> part.close(reason));
    generator.measureUntilNow();
    ticker.ending(System.nanoTime());
    marks.add(
        Mark.Kind.STOP, reason.planned(), reason.planned() ? "end of the load" : reason.text());
    if (reason.hurried()) {
      hurry(reason);
    } else if (!reason.planned()) {
      stopped.complete(reason);
      finishWithin(FINISHED_AFTER_ERROR, reason);
    }
    parts.forEach(part -> part.drain(grace.next()));
    ticker.drained(System.nanoTime());
    // Should what follows not come to its end, the figures are there.
    report = reports.of(reasonText(), List.of());
  }

  @Override
  public void hurry(StopReason reason) {
    stopped.complete(reason);
    grace.hurry();
    finishWithin(FINISHED_AFTER_SIGNAL, reason);
  }

  private void finishWithin(Duration time, StopReason reason) {
    outOfTime.completeOnTimeout(
        "no time for it after: " + reason.text(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public List<ReportRow> finish(StopReason reason) {
    parts.forEach(part -> part.finish(stopped.isDone(), outOfTime));
    report = reports.of(reasonText(), failFast.problems());
    reports.publish(report);
    ticker.over();
    return reports.rows(report);
  }

  private String reasonText() {
    return stopped.isDone() ? stopped.join().text() : "";
  }
}
