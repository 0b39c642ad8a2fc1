package tidemark.run;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tidemark.gatling.ReportRow;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.gatling.TaskUser;
import tidemark.record.CasesHeader;
import tidemark.record.Gauges;
import tidemark.record.Marks;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.report.Baseline;
import tidemark.report.CasesReport;
import tidemark.report.Judgement;
import tidemark.report.RunsCsv;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseQueue;
import tidemark.run.scenario.CaseSite;
import tidemark.sql.jdbc.JdbcSettings;

/** Cases that are tried on a database, one after the other, by one user. */
final class CasesPart implements RunPart {
  private static final String USER = "cases";
  private static final String ROW_PREFIX = "case: ";

  private final DatabaseSettings database;
  private final DatabaseTarget target;
  private final CaseList list;
  private final Optional<Path> csv;
  private final CaseQueue queue;

  /** Reasons to fail that only the end of the run knows. */
  private final List<String> reasons = new CopyOnWriteArrayList<>();

  private CasesPart(
      DatabaseSettings database,
      DatabaseTarget target,
      CaseList list,
      Optional<Path> csv,
      boolean mayFill,
      Marks marks) {
    this.database = database;
    this.target = target;
    this.list = list;
    this.csv = csv;
    queue =
        new CaseQueue(
            list.cases(),
            () -> new CaseSite(target.source(), database.dialect(), this::engineSettings, mayFill),
            marks);
  }

  /** Chooses the cases, reaches the database and makes their tables in it. */
  static CasesPart open(Preparation run, CaseList.Opening opening) {
    DatabaseSettings database = DatabaseSettings.from(run.settings());
    if (database.engine() != EngineKind.JDBC) {
      throw run.settings()
          .refuse(EngineKind.KEY, "jdbc for cases, which hold a pool's connections themselves");
    }
    CaseList whole = opening.open(run, database);
    CaseList list = whole.of(CaseChoice.of(run.settings(), whole.cases()));
    Optional<Path> csv = OutputSettings.from(run.settings()).csv();
    DatabaseTarget target = DatabaseTarget.open(database, run.folder(), run.opened());
    OwnTables.prepare(list.tables().apply(target.source()), target, database, run.opened());
    boolean mayFill = DestructiveSwitch.takesAll(run.settings(), database);
    return new CasesPart(database, target, list, csv, mayFill, run.marks());
  }

  private JdbcSettings engineSettings(int connections) {
    return new JdbcSettings(
        connections, database.acquireTimeout(), database.timeout(), database.isolation());
  }

  @Override
  public Map<String, String> versions() {
    return Map.of(database.dialect().id(), target.version());
  }

  @Override
  public int users() {
    return 1;
  }

  @Override
  public List<PopulationBuilder> populations(Stopper stopper) {
    return List.of(TaskUser.doing(USER, stopper, queue::run).injectOpen(atOnceUsers(1)));
  }

  @Override
  public List<ProtocolBuilder> protocols(Stopper stopper) {
    return List.of();
  }

  @Override
  public List<String> rowNames() {
    return list.cases().stream().map(Case::name).map(ROW_PREFIX::concat).toList();
  }

  @Override
  public List<String> gateNames() {
    return list.baselines().stream().map(Baseline::name).toList();
  }

  @Override
  public Gauges gauges() {
    CasesHeader header =
        new CasesHeader(database.dialect().id(), target.version(), target.shownUrl());
    return Gauges.of(new Gauges.OfCases(header, queue::states));
  }

  @Override
  public Duration warmup() {
    return Duration.ZERO;
  }

  /** Each case has its own limit. */
  @Override
  public Duration begun(long nowNanos) {
    return queue.limit();
  }

  @Override
  public void close(StopReason reason) {
    queue.stop("the run was stopped");
  }

  @Override
  public void drain(Grace grace) {
    queue.awaitEnd(Duration.ofNanos(grace.leftNanos()));
  }

  @Override
  public void finish(boolean stopped, CompletableFuture<String> outOfTime) {
    csv.ifPresent(
        file -> {
          try {
            RunsCsv.append(file, cases(queue.results()));
          } catch (IOException e) {
            reasons.add("%s cannot be written: %s".formatted(file, e.getMessage()));
          }
        });
  }

  @Override
  public PartReport report() {
    List<ScenarioResult> results = queue.results();
    List<String> failures = new ArrayList<>(reasons);
    failures.addAll(Judgement.cases(results));
    return new PartReport(
        failures,
        list.baselines().stream().map(one -> one.judge(results)).toList(),
        results.stream().map(CasesPart::row).toList(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(cases(results)));
  }

  private CasesReport cases(List<ScenarioResult> results) {
    return new CasesReport(database.dialect().id(), target.version(), target.shownUrl(), results);
  }

  private static ReportRow row(ScenarioResult result) {
    boolean good = result.verdict() != Verdict.FAIL;
    @Nullable String message = good ? null : "not as expected";
    return new ReportRow(ROW_PREFIX + result.name(), good, result.seconds(), message);
  }

  /** What a case that failed has left is to be looked at. */
  @Override
  public boolean keepsData() {
    return database.keep()
        || queue.results().stream().anyMatch(one -> one.verdict() == Verdict.FAIL);
  }
}
