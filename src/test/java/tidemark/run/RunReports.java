package tidemark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.gatling.ReportRow;
import tidemark.record.GateRow;
import tidemark.record.GeneratorRecorder;
import tidemark.record.Timeline;
import tidemark.record.Verdict;
import tidemark.report.Bottleneck;
import tidemark.report.ChatReport;
import tidemark.report.DatabaseReport;
import tidemark.report.GeneratorReport;
import tidemark.report.HtmlReport;
import tidemark.report.Judgement;
import tidemark.report.MarkdownSummary;
import tidemark.report.ReportFile;
import tidemark.report.RunReport;
import tidemark.settings.SettingsException;

/** What a run has to say of itself, each time written to its summary. */
final class RunReports {
  private static final Logger LOG = LoggerFactory.getLogger(RunReports.class);
  private static final String VERDICT_ROW = "verdict";
  private static final String GATE_PREFIX = "gate: ";

  private final String simulation;
  private final Instant started;
  private final long seed;
  private final Path folder;
  private final List<RunPart> parts;
  private final GeneratorRecorder generator;
  private final Supplier<Timeline> timeline;
  private final List<ReportFile> files;

  /** Of a step of GitHub Actions; empty elsewhere. */
  private final Optional<Path> stepSummary =
      Optional.ofNullable(System.getenv("GITHUB_STEP_SUMMARY"))
          .filter(name -> !name.isBlank())
          .map(Path::of);

  RunReports(
      String simulation,
      Instant started,
      long seed,
      Path folder,
      List<RunPart> parts,
      GeneratorRecorder generator,
      Supplier<Timeline> timeline,
      HtmlReport html) {
    this.simulation = simulation;
    this.started = started;
    this.seed = seed;
    this.folder = folder;
    this.parts = parts;
    this.generator = generator;
    this.timeline = timeline;
    this.files = ReportFile.all(html);
  }

  /** The rows that the end adds to Gatling's report. */
  List<String> rowNames() {
    List<String> names = new ArrayList<>();
    for (RunPart part : parts) {
      names.addAll(part.rowNames());
      part.gateNames().forEach(name -> names.add(GATE_PREFIX + name));
    }
    names.add(VERDICT_ROW);
    return names;
  }

  /**
   * What stands for a run that is killed.
   *
   * @throws SettingsException if it cannot be written
   */
  RunReport unfinished() {
    RunReport report = report(List.of("the run did not come to its end"), List.of());
    for (ReportFile file : files) {
      try {
        file.writing().write(report);
      } catch (IOException e) {
        throw new SettingsException("run.dir: " + unwritten(file, e));
      }
    }
    return report;
  }

  /**
   * What is known after the load.
   *
   * @param stopped why the run was stopped; empty when it ended as planned
   * @param more reasons to fail that no part knows
   */
  RunReport of(String stopped, List<String> more) {
    List<PartReport> known = parts.stream().map(RunPart::report).toList();
    List<String> failures =
        Judgement.failures(
            stopped,
            known.stream().flatMap(part -> part.failures().stream()).toList(),
            known.stream().flatMap(part -> part.gate().stream()).toList());
    failures.addAll(more);
    RunReport report = report(failures, known);
    for (ReportFile file : files) {
      try {
        file.writing().write(report);
      } catch (IOException e) {
        LOG.error(unwritten(file, e));
        failures.add(unwritten(file, e));
        report = report(failures, known);
      }
    }
    return report;
  }

  /** What is known by now; nothing is written. */
  RunReport now() {
    return report(List.of(), parts.stream().map(RunPart::report).toList());
  }

  private static String unwritten(ReportFile file, IOException error) {
    return "%s cannot be written: %s".formatted(file.name(), error.getMessage());
  }

  /** Tells whoever shows the run beside others; it fails no run that they cannot be told. */
  void publish(RunReport report) {
    stepSummary.ifPresent(
        file -> {
          try {
            if (!MarkdownSummary.append(report, file)) {
              LOG.warn("{} has no room for the summary", file);
            }
          } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", file, e.toString());
          }
        });
  }

  /** The rows themselves. */
  List<ReportRow> rows(RunReport report) {
    List<ReportRow> rows = new ArrayList<>();
    parts.forEach(part -> rows.addAll(part.report().rows()));
    for (GateRow row : report.gate()) {
      boolean good = row.verdict() != Verdict.FAIL;
      rows.add(new ReportRow(GATE_PREFIX + row.name(), good, 0, good ? null : "does not hold"));
    }
    boolean passed = report.verdict() == Verdict.PASS;
    rows.add(
        new ReportRow(
            VERDICT_ROW, passed, 0, passed ? null : String.join("; ", report.failures())));
    return rows;
  }

  private RunReport report(List<String> failures, List<PartReport> known) {
    Map<String, String> versions = new LinkedHashMap<>(Versions.ofTidemark());
    parts.forEach(part -> versions.putAll(part.versions()));
    List<GateRow> gate = known.stream().flatMap(part -> part.gate().stream()).toList();
    Optional<DatabaseReport> database =
        known.stream().flatMap(part -> part.database().stream()).findFirst();
    Optional<ChatReport> chat = known.stream().flatMap(part -> part.chat().stream()).findFirst();
    return new RunReport(
        simulation,
        started,
        seed,
        List.copyOf(failures),
        gate,
        database,
        chat,
        known.stream().flatMap(part -> part.cases().stream()).findFirst(),
        generator
            .figures()
            .map(figures -> new GeneratorReport(figures, Bottleneck.of(figures, database, chat))),
        timeline.get(),
        versions,
        folder,
        GatlingReport.of(simulation, started));
  }
}
