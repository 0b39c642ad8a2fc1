package tidemark.run;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tidemark.gatling.ClosingUser;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.record.Gauges;
import tidemark.record.GeneratorRecorder;
import tidemark.record.Marks;
import tidemark.record.RunHeader;
import tidemark.record.Ticker;
import tidemark.report.ConsoleEnd;
import tidemark.report.HtmlReport;
import tidemark.settings.Settings;

/** A run, from its settings to its end; a simulation takes what it sets up from here. */
public final class Run {
  private final List<RunPart> parts;
  private final RunReports reports;
  private final Stopper stopper;
  private final Ticker ticker;
  private final GeneratorRecorder generator = new GeneratorRecorder();

  /** Reads the settings of the parts of a run, and prepares them. */
  private interface Opening {
    /** The parts, in the order in which they are to end. */
    List<RunPart> open(Preparation run);
  }

  private Run(String simulation, Opened opened, LastWords lastWords, Opening opening) {
    Instant started = Instant.now();
    Settings settings = Settings.load(simulation);
    FailFast failFast = FailFast.from(settings);
    Path folder = RunFolder.create(settings, simulation, started);
    Marks marks = new Marks();
    Preparation run = new Preparation(settings, started, folder, opened, marks, failFast);
    parts = opening.open(run);
    ticker = ticker(simulation, started, folder, marks);
    reports =
        new RunReports(
            simulation,
            started,
            settings.number("run.seed"),
            folder,
            parts,
            generator,
            ticker::timeline,
            new HtmlReport(settings.all()));
    RunEnding ending =
        new RunEnding(
            parts, reports, generator, ticker, marks, new Grace(System::nanoTime), failFast);
    lastWords.closeFirst(LiveView.open(settings, ticker));
    if (settings.text("run.dashboard").equals("web")) {
      LiveWeb.open(settings, ticker, ending::report, opened);
    }
    RunFolder.pointLatest(folder);
    stopper = new Stopper(parts.stream().mapToInt(RunPart::users).sum(), ending);
    failFast.of(new FailFast.Run(stopper::stop, reports::now));
    ParentWatch.onParentGone(() -> stopper.stop(StopReason.stopped("Maven is gone")));
    lastWords.of(
        new LastWords.Run(
            stopper,
            () -> ConsoleEnd.lines(ending.report()),
            () -> parts.stream().anyMatch(RunPart::keepsData)));
  }

  private Ticker ticker(String simulation, Instant started, Path folder, Marks marks) {
    Gauges gauges = parts.stream().map(RunPart::gauges).reduce(Gauges.NONE, Gauges::and);
    Duration warmup =
        parts.stream().map(RunPart::warmup).max(Comparator.naturalOrder()).orElseThrow();
    RunHeader header =
        new RunHeader(
            simulation,
            started,
            folder,
            warmup,
            gauges.database().map(Gauges.OfDatabase::header),
            gauges.chat().map(Gauges.OfChat::header),
            gauges.cases().map(Gauges.OfCases::header));
    return new Ticker(header, gauges, marks);
  }

  /** The five roles at the database. Ends the JVM with one line if the settings are refused. */
  public static Run roles(Class<? extends Simulation> simulation) {
    return of(simulation, run -> List.of(RolesPart.open(run)));
  }

  /**
   * The five roles at a database that all engines work on in turn. Ends the JVM with one line if
   * the settings are refused.
   */
  public static Run engines(Class<? extends Simulation> simulation) {
    return of(simulation, run -> List.of(RolesPart.comparing(run)));
  }

  /** Users who chat. Ends the JVM with one line if the settings are refused. */
  public static Run chats(Class<? extends Simulation> simulation) {
    return of(simulation, run -> List.of(ChatPart.open(run)));
  }

  /**
   * The five roles at the database, and users who chat with a backend that stores its chats there.
   * Ends the JVM with one line if the settings are refused.
   */
  public static Run fullStack(Class<? extends Simulation> simulation) {
    return of(simulation, FullStack::open);
  }

  /** What versioned commits bear. Ends the JVM with one line if the settings are refused. */
  public static Run commits(Class<? extends Simulation> simulation) {
    return cases(simulation, CommitCases::open);
  }

  /** What too few connections lead to. Ends the JVM with one line if the settings are refused. */
  public static Run connections(Class<? extends Simulation> simulation) {
    return cases(simulation, ConnectionCases::open);
  }

  /** What is large. Ends the JVM with one line if the settings are refused. */
  public static Run memory(Class<? extends Simulation> simulation) {
    return cases(simulation, MemoryCases::open);
  }

  /**
   * What a database does when its disk is full. Ends the JVM with one line if the settings are
   * refused.
   */
  public static Run disks(Class<? extends Simulation> simulation) {
    return cases(simulation, DiskCases::open);
  }

  /** A list of cases, tried one after the other. */
  static Run cases(Class<? extends Simulation> simulation, CaseList.Opening opening) {
    return of(simulation, run -> List.of(CasesPart.open(run, opening)));
  }

  private static Run of(Class<? extends Simulation> simulation, Opening opening) {
    Opened opened = new Opened();
    LastWords lastWords = LastWords.install(opened);
    return Start.orExit(() -> new Run(simulation.getSimpleName(), opened, lastWords, opening));
  }

  /** Everybody's users, and the closing user. */
  public List<PopulationBuilder> populations() {
    List<PopulationBuilder> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.populations(stopper)));
    all.add(ClosingUser.closing(stopper, generator).injectOpen(atOnceUsers(1)));
    return all;
  }

  /** How they reach their targets. */
  public List<ProtocolBuilder> protocols() {
    return parts.stream().flatMap(part -> part.protocols(stopper).stream()).toList();
  }

  /** One assertion for each row that the closing user writes. */
  public List<Assertion> assertions() {
    return reports.rowNames().stream()
        .map(row -> details(row).failedRequests().count().is(0L))
        .toList();
  }
}
