package tidemark.run;

import static tidemark.sql.SqlDsl.sql;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import tidemark.gatling.ReportRow;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;
import tidemark.record.AuditResult;
import tidemark.record.DatabaseHeader;
import tidemark.record.GateRow;
import tidemark.record.Gauges;
import tidemark.record.Mark;
import tidemark.record.Marks;
import tidemark.record.Recorder;
import tidemark.record.RunFigures;
import tidemark.record.RunRecorder;
import tidemark.record.ServiceTimes;
import tidemark.record.StoreTimes;
import tidemark.report.DatabaseReport;
import tidemark.report.Gate;
import tidemark.report.GateSettings;
import tidemark.report.Judgement;
import tidemark.settings.Settings;
import tidemark.target.ChatStore;
import tidemark.workload.AccountFeeder;
import tidemark.workload.Audit;
import tidemark.workload.ChatBook;
import tidemark.workload.DatabaseChatStore;
import tidemark.workload.Ledger;
import tidemark.workload.Role;
import tidemark.workload.RoleSettings;
import tidemark.workload.Roles;
import tidemark.workload.RunningAudit;

/** The five roles at the database. */
final class RolesPart implements RunPart {
  private static final String AUDIT_ROW = "audit";
  private static final Duration COMING_UP = Duration.ofSeconds(10);
  private static final Duration AUDIT_TIME = Duration.ofMinutes(10);

  private final DatabaseSettings database;
  private final RoleSettings roles;
  private final GateSettings gate;
  private final RolesBank bank;
  private final Optional<ChatBook> chats;
  private final Optional<EngineContest> contest;
  private final Ledger ledger;
  private final Audit audit;
  private final RunningAudit running;
  private final Uptime uptime;
  private final Marks marks;
  private final WaitSampler waits;
  private final RunRecorder recorder = new RunRecorder();

  /** The same, seen by whoever waits for an error that nobody expects. */
  private final Recorder watched;

  private final FailFast failFast;
  private final StoreTimes storeTimes = new StoreTimes();

  /** Reasons to fail that only the end of the run knows. */
  private final List<String> reasons = new CopyOnWriteArrayList<>();

  private volatile AuditResult last = AuditResult.impossible(0, "it was not waited for");
  private volatile boolean drained;
  private volatile boolean auditOk;

  private RolesPart(
      DatabaseSettings database,
      RoleSettings roles,
      GateSettings gate,
      RolesBank bank,
      Optional<ChatBook> chats,
      Optional<EngineContest> contest,
      Preparation run) {
    failFast = run.failFast();
    watched = failFast.watch(contest.map(one -> one.beside(recorder)).orElse(recorder));
    this.database = database;
    this.roles = roles;
    this.gate = gate;
    this.bank = bank;
    this.chats = chats;
    this.contest = contest;
    marks = run.marks();
    ledger = new Ledger(database.dialect(), chats);
    audit = new Audit(bank.target().source(), database.dialect(), ledger);
    running = new RunningAudit(bank.target().source(), database.dialect(), ledger, marks);
    uptime = Uptime.of(bank.target(), database.dialect());
    waits = WaitSampler.of(bank.target(), bank.engine(), run.opened());
  }

  /** Prepares the roles' database. */
  static RolesPart open(Preparation run) {
    return open(run, Optional.empty());
  }

  /** The same, and chats that are stored there are audited. */
  static RolesPart open(Preparation run, Optional<ChatBook> chats) {
    DatabaseSettings database = DatabaseSettings.from(run.settings());
    return open(
        run, database, chats, Optional.empty(), target -> database.engine().open(target, database));
  }

  /** Prepares the roles' database, on which all engines take turns. */
  static RolesPart comparing(Preparation run) {
    DatabaseSettings database = DatabaseSettings.from(run.settings());
    EngineContest contest = EngineContest.from(run.settings(), database);
    run.opened().add(keep -> contest.close());
    return open(
        run,
        database,
        Optional.empty(),
        Optional.of(contest),
        target -> contest.open(target, database));
  }

  private static RolesPart open(
      Preparation run,
      DatabaseSettings database,
      Optional<ChatBook> chats,
      Optional<EngineContest> contest,
      RolesBank.EngineOpening opening) {
    Settings settings = run.settings();
    RoleSettings roles = RoleSettings.from(settings);
    GateSettings gate =
        GateSettings.from(settings, Arrays.stream(Role.values()).map(Role::id).toList());
    return new RolesPart(
        database,
        roles,
        gate,
        RolesBank.open(database, run.folder(), run.opened(), opening),
        chats,
        contest,
        run);
  }

  /** Where chats are stored, as the roles' operations are measured. */
  ChatStore chatStore() {
    return new DatabaseChatStore(bank.engine(), storeTimes.of(watched), database.retries());
  }

  /** Told how long chats took that are stored there. */
  ServiceTimes chatTimes() {
    return storeTimes;
  }

  @Override
  public Map<String, String> versions() {
    return Map.of(database.dialect().id(), bank.target().version());
  }

  @Override
  public int users() {
    return roles.allUsers();
  }

  @Override
  public List<PopulationBuilder> populations(Stopper stopper) {
    AccountFeeder accounts = new AccountFeeder(roles.seed(), bank.branches());
    return new Roles(roles, database.dialect(), ledger, accounts, role -> stopper.isOpen())
        .populations();
  }

  @Override
  public List<ProtocolBuilder> protocols(Stopper stopper) {
    return List.of(
        sql(bank.engine())
            .recorder(watched)
            .retries(database.retries())
            .open(stopper::isOpen)
            .users(stopper::userStarted, stopper::userEnded));
  }

  @Override
  public List<String> rowNames() {
    return List.of(AUDIT_ROW);
  }

  @Override
  public List<String> gateNames() {
    return gate.rowNames();
  }

  @Override
  public Gauges gauges() {
    Map<String, Integer> users = new LinkedHashMap<>();
    roles
        .users()
        .forEach(
            (role, count) -> {
              if (count > 0) {
                users.put(role.id(), count);
              }
            });
    DatabaseHeader header =
        new DatabaseHeader(
            database.dialect().id(),
            bank.target().version(),
            bank.engine().id(),
            bank.target().shownUrl(),
            database.workers(),
            users);
    return Gauges.of(new Gauges.OfDatabase(header, recorder, bank.engine()::poolUse));
  }

  @Override
  public Duration warmup() {
    return database.warmup();
  }

  @Override
  public Duration begun(long nowNanos) {
    long measuredNanos = nowNanos + database.warmup().toNanos();
    recorder.measureFrom(measuredNanos);
    storeTimes.measureFrom(measuredNanos);
    waits.begin(database.warmup());
    contest.ifPresent(one -> one.begin(nowNanos, database.warmup()));
    running.every(database.auditEvery(), failFast::broken);
    return database.warmup().plus(database.time());
  }

  @Override
  public void close(StopReason reason) {
    recorder.measureUntil(System.nanoTime());
    waits.end();
    contest.ifPresent(EngineContest::close);
    running.close();
  }

  @Override
  public void drain(Grace grace) {
    storeTimes.close();
    drained = bank.engine().drain(grace::leftNanos);
    if (!drained) {
      reasons.add("operations that did not end had to be abandoned");
    }
    if (!grace.hurried().isDone()) {
      CompletableFuture.anyOf(CompletableFuture.runAsync(this::settle), grace.hurried()).join();
    }
  }

  /** Waits for what is worth waiting for if nobody is in a hurry. */
  private void settle() {
    running.awaitLast();
    uptime.awaitAnswer(COMING_UP);
  }

  @Override
  public void finish(boolean stopped, CompletableFuture<String> outOfTime) {
    last =
        audit
            .begin(AUDIT_TIME, drained)
            .applyToEither(
                outOfTime.thenApply(why -> AuditResult.impossible(0, why)), either -> either)
            .join();
    auditOk = audited().ok();
    if (last.problem().isEmpty()) { // the server answers
      uptime.interruption().ifPresent(this::interrupted);
    }
  }

  private void interrupted(Uptime.Interruption interruption) {
    reasons.add(interruption.text());
    interruption
        .sinceNanos()
        .ifPresent(nanos -> marks.add(nanos, Mark.Kind.FAULT, false, "the server is up again"));
  }

  private AuditResult audited() {
    return last.after(running.rounds());
  }

  @Override
  public PartReport report() {
    RunFigures figures = recorder.figures();
    AuditResult audited = audited();
    List<GateRow> thresholds = Gate.judge(gate, figures);
    List<String> failures = new ArrayList<>(reasons);
    failures.addAll(Judgement.database(figures, audited));
    contest.ifPresent(one -> failures.addAll(one.failures()));
    ReportRow row =
        new ReportRow(
            AUDIT_ROW, audited.ok(), audited.seconds(), audited.ok() ? null : "audit not ok");
    return new PartReport(
        failures,
        thresholds,
        List.of(row),
        Optional.of(database(figures, audited)),
        Optional.empty(),
        Optional.empty());
  }

  private DatabaseReport database(RunFigures figures, AuditResult audited) {
    List<String> working =
        Arrays.stream(Role.values())
            .filter(role -> roles.users().getOrDefault(role, 0) > 0)
            .map(Role::id)
            .toList();
    return new DatabaseReport(
        database.dialect().id(),
        bank.target().version(),
        bank.engine().id(),
        bank.target().shownUrl(),
        database.workers(),
        roles.allUsers(),
        working,
        figures,
        accounts(audited),
        bank.engine().poolFigures(),
        contest.map(EngineContest::figures).orElse(List.of()),
        chats.isPresent() ? waits.figures().with(storeTimes.figures()) : waits.figures(),
        audited);
  }

  private static long accounts(AuditResult audited) {
    return audited.parts().stream()
        .map(part -> part.figures().get("accounts"))
        .filter(Long.class::isInstance)
        .mapToLong(Long.class::cast)
        .findFirst()
        .orElse(0);
  }

  /** False only when the data are known to be as they should. */
  @Override
  public boolean keepsData() {
    return database.keep() || !auditOk;
  }
}
