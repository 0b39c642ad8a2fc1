package tidemark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.AuditPart;
import tidemark.record.AuditResult;
import tidemark.record.ChatFigures;
import tidemark.record.ErrorFigures;
import tidemark.record.Figures;
import tidemark.record.GateRow;
import tidemark.record.Latency;
import tidemark.record.ScenarioResult;
import tidemark.record.SeriesFigures;
import tidemark.record.StepFigures;

/** Writes {@code summary.md}: verdict, reasons and key figures, as a page of a CI shows them. */
public final class MarkdownSummary {
  /** Its name in the run's folder. */
  public static final String FILE = "summary.md";

  /** What GitHub takes of all that one step says. */
  private static final int STEP_LIMIT = 1 << 20;

  private static final int MOST_REASONS = 50;

  private MarkdownSummary() {}

  /** Writes the report to its folder: whole or not at all. */
  public static void write(RunReport report) throws IOException {
    byte[] text = text(report).getBytes(UTF_8);
    WholeFile.write(report.folder().resolve(FILE), out -> out.write(text));
  }

  /**
   * Adds the report to what a step of GitHub Actions has to say, as far as there is room for it: a
   * step that says too much is shown with nothing.
   *
   * @param file the one that {@code GITHUB_STEP_SUMMARY} names
   * @return false if there was not room for all of it
   */
  public static boolean append(RunReport report, Path file) throws IOException {
    String whole = "\n" + text(report);
    long there = Files.exists(file) ? Files.size(file) : 0;
    String fits = firstLines(whole, STEP_LIMIT - there);
    Files.writeString(file, fits, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return fits.length() == whole.length();
  }

  /** As many whole lines as take no more bytes than that. */
  private static String firstLines(String text, long bytes) {
    int end = 0;
    long taken = 0;
    while (end < text.length()) {
      int next = text.indexOf('\n', end) + 1;
      taken += text.substring(end, next).getBytes(UTF_8).length;
      if (taken > bytes) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }

  static String text(RunReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("## %s: %s".formatted(report.verdict(), Markdown.text(report.simulation())));
    lines.add("");
    reasons(lines, report.failures());
    report.database().ifPresent(database -> database(lines, database));
    report.chat().ifPresent(chat -> chat(lines, chat));
    report.cases().ifPresent(cases -> cases(lines, cases));
    gate(lines, report.gate());
    report.database().ifPresent(database -> audit(lines, database.audit()));
    report
        .generator()
        .flatMap(GeneratorReport::bottleneck)
        .ifPresent(
            why -> lines.add("WARN: the generator was the limit: " + Markdown.text(why) + "\n"));
    lines.add(
        "Started %s, seed %d, %s. Files: %s"
            .formatted(
                report.started(),
                report.seed(),
                Markdown.text(versions(report.versions())),
                Markdown.text(report.folder().toString())));
    return String.join("\n", lines) + "\n";
  }

  private static void reasons(List<String> lines, List<String> failures) {
    failures.stream().limit(MOST_REASONS).forEach(why -> lines.add("- " + Markdown.text(why)));
    if (failures.size() > MOST_REASONS) {
      lines.add("- and %d more".formatted(failures.size() - MOST_REASONS));
    }
    if (!failures.isEmpty()) {
      lines.add("");
    }
  }

  private static String versions(Map<String, String> versions) {
    return versions.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void database(List<String> lines, DatabaseReport database) {
    lines.add(
        Markdown.text(
            "%s %s, %s, %s users, %s s"
                .formatted(
                    database.backend(),
                    database.version(),
                    database.url(),
                    Figures.count(database.users()),
                    Figures.number(database.figures().elapsedSeconds()))));
    lines.add("");
    Markdown.head(lines, "role", "ops", "ops/s", "p50", "p95", "p99", "max", "failed");
    for (String role : database.rows()) {
      role(lines, role, database, database.figures().role(role));
    }
    role(lines, "TOTAL", database, database.figures().all());
    lines.add("");
    errors(lines, "Expected errors", database.figures().errors().expected());
    errors(lines, "Unexpected errors", database.figures().errors().unexpected());
  }

  private static void role(
      List<String> lines, String name, DatabaseReport database, SeriesFigures figures) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(Figures.count(figures.operations()));
    cells.add(Figures.number(database.figures().perSecond(figures.operations())));
    cells.addAll(times(figures.answered()));
    cells.add(Figures.count(figures.failures()));
    Markdown.row(lines, cells);
  }

  /** p50, p95, p99 and the longest; nothing where nothing was measured. */
  private static List<String> times(AbstractHistogram nanos) {
    Latency latency = Latency.of(nanos);
    return latency.count() == 0
        ? List.of("", "", "", "")
        : List.of(
            Figures.millis(latency.median()),
            Figures.millis(latency.p95()),
            Figures.millis(latency.p99()),
            Figures.millis(latency.max()));
  }

  private static void errors(
      List<String> lines, String what, Map<String, ErrorFigures.Category> errors) {
    String counts =
        errors.entrySet().stream()
            .map(entry -> entry.getKey() + " " + Figures.count(entry.getValue().count()))
            .collect(Collectors.joining(", "));
    lines.add(what + ": " + (counts.isEmpty() ? "none" : Markdown.text(counts)));
    lines.add("");
  }

  private static void chat(List<String> lines, ChatReport chat) {
    lines.add(
        Markdown.text(
                chat.apiUrl()
                    + chat.model().map(", model "::concat).orElse("")
                    + ", most at once: ")
            + Figures.count(chat.activeUsers()));
    lines.add("");
    Markdown.head(lines, "chat", "requests", "requests/s", "p50", "p95", "p99", "max", "failed");
    chats(lines, "all", chat.figures());
    for (StepFigures step : chat.steps()) {
      String held = StepLines.word(step);
      chats(lines, "step %s: %s".formatted(step.name(), held), step.figures());
    }
    lines.add("");
    if (chat.figures().streams().asked() > 0) {
      streams(lines, chat.figures());
    }
    errors(lines, "Failed chats", chat.figures().errors());
  }

  private static void chats(List<String> lines, String name, ChatFigures figures) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    cells.add(Figures.count(figures.total()));
    cells.add(Figures.number(figures.requestsPerSecond()));
    cells.addAll(times(figures.answered()));
    cells.add(Figures.share(figures.failures(), figures.total()));
    Markdown.row(lines, cells);
  }

  private static void streams(List<String> lines, ChatFigures figures) {
    Markdown.head(lines, "streams", "p50", "p95", "p99", "max");
    time(lines, "time to first token", figures.streams().firstToken());
    time(lines, "time per output token", figures.streams().perOutputToken());
    lines.add("");
    lines.add(
        "Output tokens: %s, %s per second"
            .formatted(
                Figures.count(figures.streams().outputTokens()),
                Figures.number(figures.streams().outputTokensPerSecond())));
    lines.add("");
  }

  private static void time(List<String> lines, String name, AbstractHistogram nanos) {
    List<String> cells = new ArrayList<>(List.of(name));
    cells.addAll(times(nanos));
    Markdown.row(lines, cells);
  }

  private static void cases(List<String> lines, CasesReport report) {
    lines.add(
        Markdown.text("%s %s, %s".formatted(report.backend(), report.version(), report.url())));
    lines.add("");
    Markdown.head(lines, "case", "verdict", "time", "observed");
    for (ScenarioResult one : report.cases()) {
      Markdown.row(
          lines,
          List.of(
              one.name(),
              one.verdict().toString(),
              Figures.millis(one.seconds() * 1000),
              one.observed()));
    }
    lines.add("");
  }

  private static void gate(List<String> lines, List<GateRow> gate) {
    if (gate.isEmpty()) {
      return;
    }
    Markdown.head(lines, "gate", "limit", "observed", "verdict");
    for (GateRow row : gate) {
      Markdown.row(
          lines,
          List.of(
              row.name(),
              Figures.of(row.limit(), row.unit()),
              row.samples() == 0 ? "no " + row.seenOver() : Figures.of(row.observed(), row.unit()),
              row.verdict().toString()));
    }
    lines.add("");
  }

  private static void audit(List<String> lines, AuditResult audit) {
    Markdown.head(lines, "audit", "verdict", "found");
    if (audit.rounds().done() > 0) {
      audited(lines, "during the run", audit.rounds().broken() == 0, audit.rounds().findings());
    }
    if (!audit.problem().isEmpty()) {
      audited(lines, "at the end", false, List.of("impossible: " + audit.problem()));
    }
    for (AuditPart part : audit.parts()) {
      audited(lines, part.name(), part.ok(), part.findings());
    }
    lines.add("");
  }

  private static void audited(List<String> lines, String name, boolean ok, List<String> findings) {
    Markdown.row(lines, List.of(name, ok ? "ok" : "BROKEN", String.join("; ", findings)));
  }
}
