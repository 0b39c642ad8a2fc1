package tidemark.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.record.AuditPart;
import tidemark.record.AuditResult;
import tidemark.record.ChatFigures;
import tidemark.record.ChatLoad;
import tidemark.record.ChatRecorder;
import tidemark.record.ChatSample;
import tidemark.record.ChatSlo;
import tidemark.record.Chats;
import tidemark.record.GateRow;
import tidemark.record.GeneratorFigures;
import tidemark.record.PoolFigures;
import tidemark.record.RunChatRecorder;
import tidemark.record.RunFigures;
import tidemark.record.RunRecorder;
import tidemark.record.Sample;
import tidemark.record.ScenarioResult;
import tidemark.record.StepFigures;
import tidemark.record.Timeline;
import tidemark.record.Verdict;
import tidemark.record.WaitFigures;

/** Runs to report on. */
final class Runs {
  static final ErrorKind DEADLOCK = new ErrorKind(ErrorClass.RETRY, "deadlock");
  static final ErrorKind CORRUPT = new ErrorKind(ErrorClass.BUG, "corrupt");
  static final List<String> ROLES = List.of("inserter", "transferrer", "reader");
  static final AuditResult AUDITED =
      AuditResult.of(0.0214, List.of(part("money", 0), part("balances", 0), acknowledged()));
  static final GateRow P95 = new GateRow("p95", 2000, 812.3456, "ms", 12_345, Verdict.PASS);

  /** A chat of a second. */
  static final StepFigures HELD =
      new StepFigures(
          "50",
          50,
          chats(recorder -> recorder.chat(Chats.json(0, 1_000), null)),
          Optional.of(Verdict.PASS),
          "");

  /** The same, and one that failed. */
  static final StepFigures BROKE =
      new StepFigures(
          "100",
          100,
          chats(
              recorder -> {
                recorder.chat(Chats.json(0, 1_000), null);
                recorder.chat(Chats.status(500, 0, 10), null);
              }),
          Optional.of(Verdict.FAIL),
          "too slow");

  private static final Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");
  private static final long NANOS_PER_MILLI = 1_000_000;

  private Runs() {}

  /** Figures of a recorder whose warm-up ended at 0. */
  static RunFigures figures(Consumer<RunRecorder> recorded) {
    RunRecorder recorder = new RunRecorder();
    recorder.measureFrom(0);
    recorded.accept(recorder);
    return recorder.figures();
  }

  /** A run of a second: two operations, a refusal, a KO, both kinds of error. */
  static RunFigures someFigures() {
    return figures(
        recorder -> {
          recorder.sample(ok("inserter", 10));
          recorder.sample(ok("reader", 1_000));
          recorder.sample(failed("transferrer", 5, ErrorKind.MISSING_ACCOUNT));
          recorder.sample(failed("transferrer", 20, DEADLOCK));
          recorder.error("transferrer", DEADLOCK, "deadlock detected", 0);
          recorder.error("inserter", CORRUPT, "malformed", 0);
        });
  }

  static Sample ok(String role, long millis) {
    return new Sample(role, role + "s", 0, millis * NANOS_PER_MILLI, 0, null, 0, true);
  }

  static Sample failed(String role, long millis, ErrorKind kind) {
    return new Sample(role, role + "s", 0, millis * NANOS_PER_MILLI, 0, kind, 1, false);
  }

  /** A part of an audit with so many cases that break it; three are named. */
  static AuditPart part(String name, long broken) {
    List<String> findings =
        broken == 0
            ? List.of()
            : List.of(
                "first: account 1 is off", "worst: account 2 is off", "last: account 3 is off");
    return new AuditPart(name, broken == 0, Map.of("broken", broken), findings);
  }

  private static AuditPart acknowledged() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("acknowledged", 1_234L);
    figures.put("lost", 0L);
    figures.put("phantom", 0L);
    figures.put("unknown", 2L);
    figures.put("broken", 0L);
    return new AuditPart("acknowledged", true, figures, List.of());
  }

  static DatabaseReport database(RunFigures figures, AuditResult audit) {
    return database(figures, WaitFigures.NONE, audit);
  }

  static DatabaseReport database(RunFigures figures, WaitFigures waits, AuditResult audit) {
    return new DatabaseReport(
        "postgresql",
        "18.6",
        "jdbc",
        "jdbc:postgresql://127.0.0.1:5433/tidemark",
        3,
        7,
        ROLES,
        figures,
        456,
        new PoolFigures(20, 14, 3, 1),
        List.of(),
        waits,
        audit);
  }

  static RunReport report(Path folder, List<String> failures, Optional<DatabaseReport> database) {
    return report(folder, failures, database, Optional.empty());
  }

  static RunReport report(
      Path folder,
      List<String> failures,
      Optional<DatabaseReport> database,
      Optional<ChatReport> chat) {
    return new RunReport(
        "DatabaseRolesSimulation",
        STARTED,
        42,
        failures,
        List.of(P95),
        database,
        chat,
        Optional.empty(),
        Optional.of(generator(Optional.empty())),
        Timeline.NONE,
        Map.of("tidemark", "0.1.0", "postgresql", "18.6"),
        folder,
        Optional.of(Path.of("target", "gatling", "x", "index.html")));
  }

  /** The same over this time. */
  static RunReport over(Timeline timeline, RunReport report) {
    return new RunReport(
        report.simulation(),
        report.started(),
        report.seed(),
        report.failures(),
        report.gate(),
        report.database(),
        report.chat(),
        report.cases(),
        report.generator(),
        timeline,
        report.versions(),
        report.folder(),
        report.gatlingReport());
  }

  /** Of cases alone. */
  static RunReport cases(Path folder, List<String> failures, ScenarioResult... results) {
    RunReport report = report(folder, failures, Optional.empty());
    return new RunReport(
        "CommitStressSimulation",
        report.started(),
        report.seed(),
        failures,
        report.gate(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new CasesReport("sqlite", "3.50", "jdbc:sqlite:file.sqlite", List.of(results))),
        report.generator(),
        report.timeline(),
        report.versions(),
        folder,
        report.gatlingReport());
  }

  /** A case with this verdict. */
  static ScenarioResult scenario(String name, Verdict verdict, Map<String, Object> figures) {
    return new ScenarioResult(name, "all of it", "what was seen", verdict, 1.25, figures);
  }

  /** A generator that did little in a second. */
  static GeneratorReport generator(Optional<String> bottleneck) {
    Histogram lag = new Histogram(3);
    lag.recordValue(2 * NANOS_PER_MILLI);
    return new GeneratorReport(
        new GeneratorFigures(1_000_000_000, 2, 250_000_000, 40, 12, lag, 64 << 20, 512 << 20),
        bottleneck);
  }

  /** Figures of a recorder of chats whose warm-up ended at 0, without an SLO. */
  static ChatFigures chats(Consumer<ChatRecorder> recorded) {
    return chats(ChatSlo.NONE, recorded);
  }

  /** Whatever chat ends was sent; those that are sent beside are under way. */
  static ChatFigures chats(ChatSlo slo, Consumer<ChatRecorder> recorded) {
    return chats(new RunChatRecorder(slo), recorded);
  }

  /** The same without an SLO, with a measured time that was known. */
  static ChatFigures chats(Duration time, Consumer<ChatRecorder> recorded) {
    return chats(new RunChatRecorder(ChatSlo.NONE, Optional.of(time)), recorded);
  }

  private static ChatFigures chats(RunChatRecorder recorder, Consumer<ChatRecorder> recorded) {
    recorder.measureFrom(0);
    recorded.accept(
        new ChatRecorder() {
          @Override
          public void sent(long nowNanos) {
            recorder.sent(nowNanos);
          }

          @Override
          public void chat(ChatSample sample, @Nullable String message) {
            sent(sample.startNanos());
            recorder.chat(sample, message);
          }

          @Override
          public void gap(long startNanos, long gapNanos) {
            recorder.gap(startNanos, gapNanos);
          }

          @Override
          public boolean tell(Runnable telling) {
            return recorder.tell(telling);
          }
        });
    return recorder.figures();
  }

  /** Users who arrive, two and a half in a second, and have conversations. */
  static ChatReport arriving(ChatFigures figures) {
    return new ChatReport(
        "http://127.0.0.1:8080/base",
        Optional.empty(),
        new ChatLoad(
            Optional.empty(),
            Optional.of(2.5),
            true,
            Duration.ofSeconds(4),
            5,
            Duration.ofMillis(200)),
        1_234,
        Optional.empty(),
        Optional.of(Duration.ofSeconds(30)),
        Duration.ofMinutes(2),
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO,
        figures,
        List.of());
  }

  /** Ten users, 50 requests. */
  static ChatReport chat(ChatFigures figures) {
    return chat(10, Duration.ZERO, figures, List.of());
  }

  /** A hundred users after a warm-up of 5 s. */
  static ChatReport sustained(ChatFigures figures) {
    return chat(100, Duration.ofSeconds(5), figures, List.of());
  }

  /** Of steps; the last one's users are the most. */
  static ChatReport steps(StepFigures... steps) {
    return chat(
        steps[steps.length - 1].vus(),
        Duration.ZERO,
        StepFigures.ofAll(List.of(steps)).orElseThrow(),
        List.of(steps));
  }

  private static ChatReport chat(
      int users, Duration warmup, ChatFigures figures, List<StepFigures> steps) {
    return new ChatReport(
        "http://127.0.0.1:8080/base",
        Optional.of("7"),
        ChatLoad.of(users),
        users,
        Optional.of(50L),
        Optional.empty(),
        Duration.ofMinutes(2),
        Optional.of("tide-1"),
        Optional.of("embed-1"),
        warmup,
        figures,
        steps);
  }
}
