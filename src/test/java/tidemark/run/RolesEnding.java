package tidemark.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tidemark.gatling.Ending;
import tidemark.gatling.ReportRow;
import tidemark.gatling.StopReason;
import tidemark.record.AuditResult;
import tidemark.record.RunRecorder;
import tidemark.report.RunReport;
import tidemark.sql.SqlEngine;
import tidemark.workload.Audit;
import tidemark.workload.RunningAudit;

/** What a run of the roles does when it begins and when it ends, and how long that may take. */
final class RolesEnding implements Ending {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration COMING_UP = Duration.ofSeconds(10);
  private static final Duration AUDIT_TIME = Duration.ofMinutes(10);

  /** On a signal all has 10 s: what is under way, the audit, the files, Gatling's report. */
  private static final Duration GRACE_ON_SIGNAL = Duration.ofSeconds(3);

  private static final Duration AUDITED_AFTER_SIGNAL = Duration.ofSeconds(8);

  private final DatabaseSettings database;
  private final RunRecorder recorder;
  private final SqlEngine engine;
  private final RunningAudit running;
  private final Audit audit;
  private final Uptime uptime;
  private final RolesReport reports;
  private final CompletableFuture<StopReason> stopped = new CompletableFuture<>();
  private final CompletableFuture<AuditResult> outOfTime = new CompletableFuture<>();
  private volatile RunReport report;
  private volatile boolean auditOk;
  private volatile boolean drained;

  RolesEnding(
      DatabaseSettings database,
      RunRecorder recorder,
      SqlEngine engine,
      RunningAudit running,
      Audit audit,
      Uptime uptime,
      RolesReport reports) {
    this.database = database;
    this.recorder = recorder;
    this.engine = engine;
    this.running = running;
    this.audit = audit;
    this.uptime = uptime;
    this.reports = reports;
    this.report = reports.unfinished();
  }

  /** The newest report. */
  RunReport report() {
    return report;
  }

  /** False until the data are known to be as they should. */
  boolean auditOk() {
    return auditOk;
  }

  @Override
  public Duration begun(long nowNanos) {
    recorder.measureFrom(nowNanos + database.warmup().toNanos());
    running.every(database.auditEvery());
    return database.warmup().plus(database.time());
  }

  @Override
  public void drain(StopReason reason) {
    recorder.measureUntil(System.nanoTime());
    running.close();
    if (!reason.planned()) {
      hurry(reason);
    }
    drained = engine.drain(reason.planned() ? GRACE : GRACE_ON_SIGNAL);
    if (!drained) {
      reports.fails("operations that did not end had to be abandoned");
    }
    if (reason.planned()) {
      running.awaitLast();
      uptime.awaitAnswer(COMING_UP);
    }
    // Should the audit not come to its end, the figures are there.
    report = reports.of(reasonText(), notDone("it was not waited for").after(running.rounds()));
  }

  @Override
  public void hurry(StopReason reason) {
    if (stopped.complete(reason)) {
      outOfTime.completeOnTimeout(
          notDone("no time for it after: " + reason.text()),
          AUDITED_AFTER_SIGNAL.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  private static AuditResult notDone(String why) {
    return AuditResult.impossible(0, why);
  }

  @Override
  public List<ReportRow> finish(StopReason reason) {
    AuditResult last =
        audit.begin(AUDIT_TIME, drained).applyToEither(outOfTime, either -> either).join();
    AuditResult result = last.after(running.rounds());
    auditOk = result.ok();
    if (result.problem().isEmpty()) { // the server answers
      uptime.interruption().ifPresent(reports::fails);
    }
    report = reports.of(reasonText(), result);
    return RolesReport.rows(report, result);
  }

  private String reasonText() {
    return stopped.isDone() ? stopped.join().text() : "";
  }
}
