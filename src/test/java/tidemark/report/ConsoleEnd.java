package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.AuditPart;
import tidemark.record.AuditResult;
import tidemark.record.ErrorFigures;
import tidemark.record.Figures;
import tidemark.record.Latency;
import tidemark.record.ResponseLog;
import tidemark.record.RunFigures;
import tidemark.record.SeriesFigures;
import tidemark.record.Shown;
import tidemark.record.Verdict;

/** The last lines of a run on the console: the table, then the verdict, why, and where to look. */
public final class ConsoleEnd {
  /** 80 columns are enough. */
  static final String ROW = " %-11s %11s %8s %8s %8s %8s %8s %9s";

  /** Where nothing was measured. */
  private static final String ROW_WITHOUT_TIMES = " %-11s %11s %8s %35s %9s";

  private ConsoleEnd() {}

  public static List<String> lines(RunReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    report.database().ifPresent(database -> database(lines, report.simulation(), database));
    report.cases().ifPresent(cases -> lines.addAll(CaseLines.table(report.simulation(), cases)));
    String head = report.database().isEmpty() ? "Tidemark  " + report.simulation() : "chat     ";
    report.chat().ifPresent(chat -> lines.addAll(ChatEnd.lines(head, chat)));
    report.database().ifPresent(database -> lines.addAll(waits(database, report.chat())));
    if (report.verdict() == Verdict.PASS) {
      lines.add((" PASS  " + steps(report)).stripTrailing());
    } else if (!steps(report).isEmpty()) {
      lines.add(" steps  " + steps(report));
    }
    report.failures().forEach(failure -> lines.add(" FAIL  " + failure));
    report
        .generator()
        .flatMap(GeneratorReport::bottleneck)
        .ifPresent(reason -> lines.add(" WARN  the generator was the limit: " + reason));
    lines.add(" summary  " + report.folder().resolve(Summary.FILE));
    report
        .chat()
        .ifPresent(chat -> lines.add(" answers  " + report.folder().resolve(ResponseLog.FILE)));
    lines.add(" report   " + report.folder().resolve(HtmlReport.FILE));
    report.gatlingReport().ifPresent(path -> lines.add(" gatling  " + path));
    lines.replaceAll(Shown::harmless);
    return lines;
  }

  private static String steps(RunReport report) {
    return report.chat().flatMap(chat -> StepLines.conclusion(chat.steps())).orElse("");
  }

  private static List<String> waits(DatabaseReport database, Optional<ChatReport> chat) {
    List<String> lines = new ArrayList<>();
    AttributionEnd.waits(database.waits()).ifPresent(lines::add);
    Attribution.of(database, chat).map(AttributionEnd::lines).ifPresent(lines::addAll);
    return lines;
  }

  private static void database(List<String> lines, String simulation, DatabaseReport database) {
    lines.add(
        " Tidemark  %s   %s %s   %s users in %s   %s s"
            .formatted(
                simulation,
                database.backend(),
                database.version(),
                Figures.count(database.users()),
                roles(database.roles().size()),
                Figures.number(database.figures().elapsedSeconds())));
    lines.add(ROW.formatted("role", "ops", "ops/s", "p50", "p95", "p99", "max", "failed"));
    for (String role : database.rows()) {
      lines.add(role(role, database, database.figures().role(role)));
    }
    lines.add(role("TOTAL", database, database.figures().all()));
    lines.addAll(TurnLines.table(database.turns()));
    lines.add(" expected errors    " + errors(database.figures().errors().expected()));
    lines.add(" unexpected errors  " + errors(database.figures().errors().unexpected()));
    lines.add(" retries            " + retries(database));
    lines.addAll(audit(database.audit()));
  }

  private static String roles(int count) {
    return count == 1 ? "1 role" : count + " roles";
  }

  private static String role(String name, DatabaseReport database, SeriesFigures figures) {
    return row(
        name,
        figures.operations(),
        Figures.number(database.figures().perSecond(figures.operations())),
        figures.answered(),
        Figures.count(figures.failures()),
        "no operation was answered");
  }

  /**
   * A row of a table.
   *
   * @param nothing said where there are no times
   */
  static String row(
      String name,
      long count,
      String rate,
      AbstractHistogram nanos,
      String failed,
      String nothing) {
    Latency latency = Latency.of(nanos);
    if (latency.count() == 0) {
      return ROW_WITHOUT_TIMES
          .formatted(name, Figures.count(count), rate, nothing, failed)
          .stripTrailing();
    }
    return ROW.formatted(
            name,
            Figures.count(count),
            rate,
            Figures.millis(latency.median()),
            Figures.millis(latency.p95()),
            Figures.millis(latency.p99()),
            Figures.millis(latency.max()),
            failed)
        .stripTrailing();
  }

  private static String errors(Map<String, ErrorFigures.Category> categories) {
    if (categories.isEmpty()) {
      return "none";
    }
    return categories.entrySet().stream()
        .map(entry -> entry.getKey() + " " + Figures.count(entry.getValue().count()))
        .collect(Collectors.joining(", "));
  }

  /** In all, then of each role that had any: {@code 3 (transferrer 2, deleter 1)}. */
  private static String retries(DatabaseReport database) {
    RunFigures figures = database.figures();
    if (figures.all().retries() == 0) {
      return "none";
    }
    return database.rows().stream()
        .map(figures::role)
        .filter(role -> role.retries() > 0)
        .map(role -> role.role() + " " + Figures.count(role.retries()))
        .collect(Collectors.joining(", ", Figures.count(figures.all().retries()) + " (", ")"));
  }

  private static List<String> audit(AuditResult audit) {
    String took = " (" + Figures.millis(audit.seconds() * 1000) + ")";
    if (!audit.problem().isEmpty()) {
      return List.of(" audit  impossible" + took);
    }
    if (audit.ok()) {
      String earlier = audit.rounds().done() == 0 ? "" : Figures.count(audit.checks()) + " times ";
      return List.of(
          " audit  " + earlier + "ok, every cent and commit is there:",
          "        " + commits(audit) + chats(audit) + unfinished(audit) + took);
    }
    List<String> broken = new ArrayList<>();
    if (audit.rounds().broken() > 0) {
      broken.add("during the run");
    }
    audit.parts().stream().filter(part -> !part.ok()).map(AuditPart::name).forEach(broken::add);
    return List.of(" audit  BROKEN: " + String.join(", ", broken) + took);
  }

  private static String unfinished(AuditResult audit) {
    int unfinished = audit.rounds().unfinished();
    return unfinished == 0 ? "" : ", %s audits unfinished".formatted(Figures.count(unfinished));
  }

  private static String chats(AuditResult audit) {
    return audit.parts().stream()
        .filter(part -> part.name().equals("chats"))
        .map(part -> ", %s chats".formatted(Figures.audited(part, "acknowledged")))
        .findFirst()
        .orElse("");
  }

  private static String commits(AuditResult audit) {
    return audit.parts().stream()
        .filter(part -> part.name().equals("acknowledged"))
        .map(
            part ->
                "%s commits, %s of unknown outcome"
                    .formatted(
                        Figures.audited(part, "acknowledged"), Figures.audited(part, "unknown")))
        .findFirst()
        .orElse("no commits");
  }
}
