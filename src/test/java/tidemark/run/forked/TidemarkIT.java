package tidemark.run.forked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.ChatBaselineSimulation;
import tidemark.CommitStressSimulation;
import tidemark.DatabaseRolesSimulation;
import tidemark.chat.Script;
import tidemark.chat.ScriptedServer;
import tidemark.record.Verdict;
import tidemark.testdb.Await;

/** Runs that a test starts and looks at. */
class TidemarkIT {
  private static final String TOKEN = "tk-8d1f0c77a2e94b51";

  @TempDir Path folder;

  private Tidemark roles() {
    return brief(Tidemark.run(DatabaseRolesSimulation.class)).with("db.seconds", 1);
  }

  private Tidemark brief(Tidemark run) {
    return run.in(folder).jvm("-Xmx512m", "-XX:TieredStopAtLevel=1").with("load.warmup", 0);
  }

  @Test
  void theResultSaysWhatTheSummarySays() {
    RunResult result = roles().with("db.workers", 2).with("run.seed", 7).result();

    assertThat(result.passed()).as(result.toString()).isTrue();
    assertThat(result.exitCode()).isZero();
    assertThat(result.failures()).isEmpty();
    assertThat(result.seed()).isEqualTo(7);
    assertThat(result.folder()).isDirectoryContaining(file -> file.endsWith("summary.json"));
    assertThat(result.console()).endsWith("index.html");
    DatabaseResult database = result.database();
    assertThat(database.backend()).isEqualTo("sqlite");
    assertThat(database.elapsedSeconds()).isBetween(0.9, 10.0);
    assertThat(database.totalOps())
        .isPositive()
        .isEqualTo(database.roles().values().stream().mapToLong(RoleResult::ops).sum());
    assertThat(database.opsPerSecond()).isPositive();
    assertThat(database.finalAccounts()).isPositive();
    assertThat(database.unexpectedErrors()).isEmpty();
    assertThat(database.role("reader").latency().p50())
        .isBetween(0.001, database.role("reader").latency().max());
    assertThat(database.audit().ok()).isTrue();
    assertThat(database.audit().parts()).containsKeys("money", "balances", "acknowledged");
    assertThat(database.audit().part("acknowledged").count("acknowledged")).isPositive();
    assertThat(database.audit().part("acknowledged").count("lost")).isZero();
    assertThat(result.gate()).extracting(GateResult::name).containsExactly("error rate", "p95");
    assertThat(result.gate().get(1).limit()).isEqualTo(2_000);
    assertThat(result.json().at("/database/users").asInt()).isEqualTo(10);
    assertThatThrownBy(result::chats).hasMessage("nobody chatted");
  }

  @Test
  void chatsHaveTheirTimes() {
    RunResult result =
        brief(Tidemark.run(ChatBaselineSimulation.class))
            .with("chat.stream", true)
            .with("chat.timeout", Duration.ofSeconds(20))
            .with("target.chat.errorRate", 20)
            .result();

    assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result.passed()).isFalse();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.failures()).singleElement().asString().contains("error rate");
    ChatResult chats = result.chats();
    assertThat(chats.total()).isEqualTo(50);
    assertThat(chats.failed()).isPositive().isEqualTo(chats.errors().get("500"));
    assertThat(chats.statusCodes()).containsEntry("200", chats.successful());
    assertThat(chats.errorRatePercent()).isEqualTo(2.0 * chats.failed());
    assertThat(chats.latency().p95()).isGreaterThan(chats.timeToFirstToken().p95());
    assertThat(chats.timePerOutputToken().p50()).isPositive();
    assertThat(result.json().at("/metadata/timeout").asInt()).isEqualTo(20);
    assertThatThrownBy(result::database).hasMessage("no roles worked on a database");
  }

  @Test
  void casesHaveTheirVerdicts() {
    RunResult result =
        brief(Tidemark.run(CommitStressSimulation.class)).with("run.cases", "rapid").result();

    assertThat(result.passed()).as(result.toString()).isTrue();
    assertThat(result.scenarios()).extracting(CaseResult::name).containsExactly("rapid");
    assertThat(result.scenario("rapid").verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.scenario("rapid").seconds()).isPositive();
    assertThatThrownBy(() -> result.scenario("slow")).hasMessage("no case slow");
    assertThatThrownBy(result::database).isInstanceOf(IllegalStateException.class);
  }

  /** Both use the same working folder: each result is of its own run. */
  @Test
  void twoAtOnceAndTwoInTurn() {
    Tidemark shared = roles();
    CompletableFuture<RunResult> first =
        CompletableFuture.supplyAsync(() -> shared.with("run.seed", 1).result());
    CompletableFuture<RunResult> second =
        CompletableFuture.supplyAsync(() -> shared.with("run.seed", 2).result());
    RunResult third =
        first.thenCombine(second, (a, b) -> shared.with("run.seed", 3).result()).join();

    assertThat(Stream.of(first.join(), second.join(), third))
        .allMatch(RunResult::passed)
        .extracting(RunResult::seed)
        .containsExactly(1L, 2L, 3L);
    assertThat(List.of(first.join().folder(), second.join().folder(), third.folder()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aRefusedSettingIsOneLine() {
    assertThatThrownBy(() -> roles().with("db.workers", 0).result())
        .isInstanceOf(RunRefused.class)
        .hasMessage("db.workers = 0 is refused (from -Ddb.workers); allowed: integer 1..10000");
    assertThatThrownBy(() -> roles().with("db.wrokers", 3))
        .isInstanceOf(RunRefused.class)
        .hasMessage("db.wrokers is not a setting; did you mean db.workers?");
  }

  @Test
  void aJvmThatDoesNotStartSaysWhy() {
    assertThatThrownBy(() -> roles().jvm("-Xno-such-option").result())
        .isInstanceOf(NoVerdict.class)
        .hasMessageContaining("ended with 1 and without a verdict")
        .hasMessageContaining("-Xno-such-option");
  }

  /** Nobody who lists the machine's processes sees it. */
  @Test
  void aSecretIsNotOnTheCommandLine() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.start(
            request ->
                request.method().equals("POST")
                    ? Script.whole("200 OK", "{\"choices\":[{\"message\":{\"content\":\"well\"}}]}")
                    : Script.head("204 No Content"))) {
      Tidemark chats =
          brief(Tidemark.run(ChatBaselineSimulation.class))
              .with("chat.baseUrl", server.url(""))
              .with("chat.assistantId", 7)
              .with("chat.requests", 20)
              .with("chat.authToken", TOKEN)
              .with("db.url", "jdbc:postgresql://localhost/none?password=" + TOKEN);
      try (StartedRun run = chats.start()) {
        assertThat(commandLine(run)).contains("-Dchat.requests=20").doesNotContain(TOKEN);
        RunResult result = run.result();
        assertThat(result.chats().successful()).as(result.toString()).isEqualTo(20);
        assertThat(result.console()).doesNotContain(TOKEN);
      }
      assertThat(server.requests())
          .filteredOn(request -> request.method().equals("POST"))
          .hasSize(20)
          .allSatisfy(
              request -> assertThat(request.header("authorization")).hasValue("Bearer " + TOKEN));
      assertThat(chats.toString()).doesNotContain(TOKEN);
    }
  }

  /** As the machine shows it to everybody; the JDK gives up on long ones. */
  private static String commandLine(StartedRun run) throws IOException {
    Path shown = Path.of("/proc", Long.toString(run.process().pid()), "cmdline");
    assumeThat(shown).exists();
    return Files.readString(shown);
  }

  /** Its files are there, and of its server and its JVM nothing is. */
  @Test
  void aRunThatTakesTooLongIsEnded() throws Exception {
    Tidemark longer =
        roles().with("db.backend", "postgresql").with("db.seconds", "10m").within(soon());
    try (StartedRun run = longer.start()) {
      List<ProcessHandle> processes = withServer(run);

      assertThatThrownBy(run::result)
          .isInstanceOf(NoVerdict.class)
          .hasMessageContaining("it had not ended after 12 s")
          .hasMessageContaining(" FAIL  stopped: a signal ended the JVM");
      assertEnded(processes);
    }
    assertThat(folder.resolve("target/tidemark/latest/summary.json"))
        .content()
        .contains("a signal ended the JVM");
  }

  private static Duration soon() {
    return Duration.ofSeconds(12);
  }

  /** The run's JVM, and a server that it has started. */
  private List<ProcessHandle> withServer(StartedRun run) throws Exception {
    Path pid = folder.resolve("target/tidemark/latest/postgresql/postmaster.pid");
    Await.until("the server is there", () -> Files.exists(pid) && !Files.readString(pid).isBlank());
    long server = Long.parseLong(Files.readAllLines(pid).get(0).strip());
    return List.of(run.process(), ProcessHandle.of(server).orElseThrow());
  }

  private static void assertEnded(List<ProcessHandle> processes) throws Exception {
    Await.until("all have ended", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void whoeverIsInterruptedEndsTheRun() throws Exception {
    try (StartedRun run = roles().with("db.seconds", "10m").start()) {
      CompletableFuture<Throwable> told = new CompletableFuture<>();
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread waiting =
          new Thread(
              () -> {
                told.complete(catchThrowableOfType(NoVerdict.class, run::result));
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      waiting.start();
      Await.until("it runs", () -> Files.exists(folder.resolve("target/tidemark/latest")));
      waiting.interrupt();

      assertThat(told.get()).hasMessageContaining("was interrupted");
      assertThat(interrupted.get()).isTrue();
      assertEnded(List.of(run.process()));
    }
  }

  @Test
  void aRunCanBeStopped() throws Exception {
    try (StartedRun run = roles().with("db.seconds", "10m").start()) {
      Await.until(
          "operations are seen", () -> run.console().contains("Simulation tidemark.Database"));
      run.stop();

      RunResult result = run.result();
      assertThat(result.failures()).first().asString().contains("a signal ended the JVM");
    }
  }

  @Test
  void aClosedRunHasEnded() throws Exception {
    StartedRun run = roles().with("db.backend", "postgresql").with("db.seconds", "10m").start();
    List<ProcessHandle> processes = withServer(run);

    run.close();

    assertEnded(processes);
  }

  /** As a later version may write it. */
  @Test
  void fieldsMayBeAddedAndMissing() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode().put("verdict", "FAIL").put("new", 1);
    json.putObject("database")
        .put("total_ops", 5)
        .putObject("audit")
        .putObject("new")
        .put("ok", true);
    Path summary = folder.resolve("summary.json");
    mapper.writeValue(summary.toFile(), json);

    RunResult result = RunResult.read(summary, 2, "");

    assertThat(result.database().totalOps()).isEqualTo(5);
    assertThat(result.database().elapsedSeconds()).isNaN();
    assertThat(result.database().audit().ok()).isFalse();
    assertThat(result.database().audit().part("new").ok()).isTrue();
    assertThat(result.failures()).isEmpty();
  }
}
