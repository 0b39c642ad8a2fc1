package tidemark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.gatling.ReportRow;
import tidemark.record.AuditResult;
import tidemark.record.GateRow;
import tidemark.record.RunFigures;
import tidemark.record.RunRecorder;
import tidemark.record.Verdict;
import tidemark.report.DatabaseReport;
import tidemark.report.Gate;
import tidemark.report.GateSettings;
import tidemark.report.Judgement;
import tidemark.report.RunReport;
import tidemark.report.Summary;
import tidemark.settings.SettingsException;
import tidemark.sql.SqlEngine;
import tidemark.workload.Role;
import tidemark.workload.RoleSettings;

/** What a run of the roles has to say of itself, each time written to its summary. */
final class RolesReport {
  private static final Logger LOG = LoggerFactory.getLogger(RolesReport.class);
  private static final String AUDIT_ROW = "audit";
  private static final String VERDICT_ROW = "verdict";
  private static final String GATE_PREFIX = "gate: ";

  /** Where it comes from. */
  record Parts(
      String simulation,
      Instant started,
      RoleSettings roles,
      DatabaseSettings database,
      GateSettings gate,
      Path folder,
      DatabaseTarget target,
      SqlEngine engine,
      RunRecorder recorder) {}

  private final Parts parts;

  /** Reasons to fail that only the end of the run knows. */
  private final List<String> reasons = new CopyOnWriteArrayList<>();

  RolesReport(Parts parts) {
    this.parts = parts;
  }

  /** The rows that the end adds to Gatling's report. */
  static List<String> rowNames(GateSettings gate) {
    List<String> names = new ArrayList<>();
    names.add(AUDIT_ROW);
    gate.rowNames().forEach(name -> names.add(GATE_PREFIX + name));
    names.add(VERDICT_ROW);
    return names;
  }

  /** The run fails for this reason too, whatever else is known. */
  void fails(String why) {
    reasons.add(why);
  }

  /**
   * What stands for a run that is killed.
   *
   * @throws SettingsException if it cannot be written
   */
  RunReport unfinished() {
    RunReport report =
        report(List.of("the run did not come to its end"), List.of(), Optional.empty());
    try {
      Summary.write(report);
      return report;
    } catch (IOException e) {
      throw new SettingsException("run.dir: " + unwritten(e));
    }
  }

  /**
   * What is known after the load.
   *
   * @param stopped why the run was stopped; empty when it ended as planned
   */
  RunReport of(String stopped, AuditResult audit) {
    RunFigures figures = parts.recorder().figures();
    List<GateRow> gate = Gate.judge(parts.gate(), figures);
    List<String> failures = Judgement.failures(stopped, Judgement.database(figures, audit), gate);
    failures.addAll(0, reasons);
    Optional<DatabaseReport> database = Optional.of(database(figures, audit));
    RunReport report = report(failures, gate, database);
    try {
      Summary.write(report);
      return report;
    } catch (IOException e) {
      LOG.error(unwritten(e));
      failures.add(unwritten(e));
      return report(failures, gate, database);
    }
  }

  private static String unwritten(IOException error) {
    return "%s cannot be written: %s".formatted(Summary.FILE, error.getMessage());
  }

  /** The rows themselves. */
  static List<ReportRow> rows(RunReport report, AuditResult audit) {
    List<ReportRow> rows = new ArrayList<>();
    rows.add(
        new ReportRow(AUDIT_ROW, audit.ok(), audit.seconds(), audit.ok() ? null : "audit not ok"));
    for (GateRow row : report.gate()) {
      boolean good = row.verdict() == Verdict.PASS;
      rows.add(new ReportRow(GATE_PREFIX + row.name(), good, 0, good ? null : "does not hold"));
    }
    boolean passed = report.verdict() == Verdict.PASS;
    rows.add(
        new ReportRow(
            VERDICT_ROW, passed, 0, passed ? null : String.join("; ", report.failures())));
    return rows;
  }

  private DatabaseReport database(RunFigures figures, AuditResult audit) {
    DatabaseSettings database = parts.database();
    List<String> roles =
        Arrays.stream(Role.values())
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
        List.copyOf(failures),
        gate,
        database,
        Optional.empty(),
        Versions.with(parts.database().dialect().id(), parts.target().version()),
        parts.folder(),
        GatlingReport.of(parts.simulation(), parts.started()));
  }
}
