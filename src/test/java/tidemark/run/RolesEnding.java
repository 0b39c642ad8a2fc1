package tidemark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.gatling.Ending;
import tidemark.gatling.ReportRow;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.record.AuditResult;
import tidemark.record.GateRow;
import tidemark.record.RunFigures;
import tidemark.record.RunRecorder;
import tidemark.record.Verdict;
import tidemark.report.ConsoleEnd;
import tidemark.report.DatabaseReport;
import tidemark.report.Gate;
import tidemark.report.GateSettings;
import tidemark.report.Judgement;
import tidemark.report.RunReport;
import tidemark.report.Summary;
import tidemark.sql.SqlEngine;
import tidemark.workload.Audit;
import tidemark.workload.Bank;
import tidemark.workload.Role;
import tidemark.workload.RoleSettings;

/** What a run of the roles does when it begins and when it ends. */
final class RolesEnding implements Ending {
  private static final Logger LOG = LoggerFactory.getLogger(RolesEnding.class);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration AUDIT_TIME = Duration.ofMinutes(10);

  /** On a signal everything has 10 s: what is under way and the audit share them. */
  private static final Duration GRACE_ON_SIGNAL = Duration.ofSeconds(3);

  private static final Duration AUDIT_TIME_ON_SIGNAL = Duration.ofSeconds(4);

  private static final String AUDIT_ROW = "audit";
  private static final String VERDICT_ROW = "verdict";
  private static final String GATE_PREFIX = "gate: ";

  /** What the run is made of. */
  record Parts(
      String simulation,
      Instant started,
      RoleSettings roles,
      DatabaseSettings database,
      GateSettings gate,
      Path folder,
      DatabaseTarget target,
      DatabaseLock lock,
      Bank bank,
      SqlEngine engine,
      Audit audit,
      RunRecorder recorder) {}

  private final Parts parts;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Stopper stopper;
  private volatile RunReport report;
  private volatile boolean keepData;
  private volatile String unfinished = "";

  RolesEnding(Parts parts) {
    this.parts = parts;
    this.keepData = parts.database().keep();
    this.report = report(List.of("the run did not come to its end"), List.of(), Optional.empty());
    write(report);
  }

  /** The rows that the end adds to Gatling's report. */
  static List<String> rowNames(GateSettings gate) {
    List<String> names = new ArrayList<>();
    names.add(AUDIT_ROW);
    gate.rowNames().forEach(name -> names.add(GATE_PREFIX + name));
    names.add(VERDICT_ROW);
    return names;
  }

  /** From now on signals and a dead parent end the run. */
  void watch(Stopper runStopper) {
    stopper = runStopper;
    ParentWatch.onParentGone(() -> runStopper.stop(StopReason.stopped("Maven is gone")));
    LastWords.install(runStopper, () -> ConsoleEnd.lines(report), this::close);
  }

  @Override
  public void begun(long nowNanos) {
    DatabaseSettings database = parts.database();
    parts.recorder().measureFrom(nowNanos + database.warmup().toNanos());
    if (stopper != null) {
      stopper.stopAfter(database.warmup().plus(database.time()));
    }
  }

  @Override
  public void drain(StopReason reason) {
    parts.recorder().measureUntil(System.nanoTime());
    Duration grace = reason.planned() ? GRACE : GRACE_ON_SIGNAL;
    if (!parts.engine().drain(grace)) {
      unfinished = "operations that did not end had to be abandoned";
    }
  }

  @Override
  public List<ReportRow> finish(StopReason reason) {
    AuditResult audit = parts.audit().full(reason.planned() ? AUDIT_TIME : AUDIT_TIME_ON_SIGNAL);
    keepData = keepData || !audit.ok();
    RunFigures figures = parts.recorder().figures();
    List<GateRow> gate = Gate.judge(parts.gate(), figures);
    List<String> failures = Judgement.failures(reason.text(), figures, audit, gate);
    if (!unfinished.isEmpty()) {
      failures.add(unfinished);
    }
    report = report(failures, gate, Optional.of(databaseReport(figures, audit)));
    write(report);
    return rows(audit, gate);
  }

  private List<ReportRow> rows(AuditResult audit, List<GateRow> gate) {
    List<ReportRow> rows = new ArrayList<>();
    rows.add(
        new ReportRow(AUDIT_ROW, audit.ok(), audit.seconds(), audit.ok() ? null : "audit not ok"));
    for (GateRow row : gate) {
      boolean good = row.verdict() == Verdict.PASS;
      rows.add(new ReportRow(GATE_PREFIX + row.name(), good, 0, good ? null : "does not hold"));
    }
    boolean passed = report.verdict() == Verdict.PASS;
    rows.add(
        new ReportRow(
            VERDICT_ROW, passed, 0, passed ? null : String.join("; ", report.failures())));
    return rows;
  }

  private DatabaseReport databaseReport(RunFigures figures, AuditResult audit) {
    DatabaseSettings database = parts.database();
    List<String> roles =
        java.util.Arrays.stream(Role.values())
            .filter(role -> parts.roles().users().getOrDefault(role, 0) > 0)
            .map(Role::id)
            .toList();
    long accounts =
        audit.parts().stream()
            .map(part -> part.figures().get("accounts"))
            .filter(Long.class::isInstance)
            .mapToLong(Long.class::cast)
            .findFirst()
            .orElse(0);
    return new DatabaseReport(
        database.dialect().id(),
        parts.target().version(),
        parts.engine().id(),
        parts.target().shownUrl(),
        database.workers(),
        parts.roles().allUsers(),
        roles,
        figures,
        accounts,
        parts.engine().poolFigures(),
        audit);
  }

  private RunReport report(
      List<String> failures, List<GateRow> gate, Optional<DatabaseReport> database) {
    return new RunReport(
        parts.simulation(),
        parts.started(),
        parts.roles().seed(),
        failures,
        gate,
        database,
        Versions.with(parts.database().dialect().id(), parts.target().version()),
        parts.folder(),
        GatlingReport.of(parts.simulation(), parts.started()));
  }

  private static void write(RunReport report) {
    try {
      Summary.write(report);
    } catch (IOException e) {
      LOG.error("the summary cannot be written: {}", e.getMessage());
    }
  }

  /** Ends what was started for the run; the tables go unless they are to be kept. */
  private void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    parts.engine().close();
    try {
      if (!keepData && !parts.database().embedded()) {
        parts.bank().drop();
      }
    } catch (SQLException e) {
      LOG.error("the tables could not be dropped: {}", DatabaseTarget.oneLine(e));
    }
    try {
      parts.lock().close();
    } catch (SQLException | IOException e) {
      LOG.debug("the lock went with its connection", e);
    }
    try {
      parts.target().closing().close(keepData);
    } catch (IOException e) {
      LOG.error("the database could not be closed: {}", e.getMessage());
    }
  }
}
