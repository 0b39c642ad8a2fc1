package tidemark.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.ChatBaselineSimulation;

/** However a run ends, its summary is valid and nothing of it is left running. */
class RunEndIT {
  private static final Map<String, String> LONG =
      Map.of("db.backend", "postgresql", "db.seconds", "10m", "load.warmup", "0");

  private static final Path PERL = Path.of("/usr/bin/perl");

  @TempDir Path folder;

  private static Map<String, String> longOn(String engine) {
    Map<String, String> settings = new HashMap<>(LONG);
    settings.put("db.engine", engine);
    return settings;
  }

  @ParameterizedTest
  @CsvSource({"INT, jdbc", "TERM, jdbc", "TERM, async"})
  void aSignalStopsTheRunAndLeavesEveryFile(String signal, String engine) throws Exception {
    List<String> command = withDefault(signal, ForkedRun.command(longOn(engine)));
    try (ForkedRun run = ForkedRun.start(folder, command, Map.of()).working()) {
      List<ProcessHandle> server = serverOf(run);
      assertThat(server).isNotEmpty();
      long sent = System.nanoTime();
      signal(run.process().pid(), signal);
      assertThat(run.exitCode()).isNotZero();
      assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(15));
      assertThat(run.summary().at("/verdict").asText()).isEqualTo("FAIL");
      assertThat(run.summary().at("/failures").toString()).contains("signal");
      assertThat(run.summary().at("/database/audit/ok").asBoolean()).isTrue();
      assertThat(run.summary().at("/database/total_ops").asLong()).isPositive();
      assertThat(run.console()).contains(" FAIL  stopped: ");
      ended(server);
    }
  }

  /**
   * The same command, which a signal ends: whatever a shell runs in its background is told to
   * ignore SIGINT, hands that on, and a JVM holds to it.
   */
  private static List<String> withDefault(String signal, List<String> command) {
    assumeThat(PERL).isExecutable();
    List<String> whole = new ArrayList<>();
    whole.add(PERL.toString());
    whole.add("-e");
    whole.add("$SIG{%s} = 'DEFAULT'; exec @ARGV or die $!".formatted(signal));
    whole.addAll(command);
    return whole;
  }

  @Test
  void aRunEndsWhenItsParentIsKilled() throws IOException {
    try (ForkedRun parent = underParent(ForkedRun.command(LONG)).working()) {
      ProcessHandle run = parent.process().children().findFirst().orElseThrow();
      List<ProcessHandle> server = serverOf(parent);
      parent.process().destroyForcibly();
      ForkedRun.until("the run has ended", () -> !run.isAlive());
      assertThat(parent.summary().at("/failures").toString()).contains("Maven is gone");
      assertThat(parent.summary().at("/database/audit/ok").asBoolean()).isTrue();
      ended(server);
    }
  }

  private ForkedRun underParent(List<String> run) {
    List<String> command = new ArrayList<>(ForkedRun.java());
    command.add(Parent.class.getName());
    command.addAll(run);
    return ForkedRun.start(folder, command, Map.of());
  }

  /** In the rehearsal: those who are to come after it find that there is nothing for them to do. */
  @Test
  void theParentMayBeKilledBeforeTheFirstChat() {
    List<String> chats =
        ForkedRun.command(
            ChatBaselineSimulation.class,
            Map.of("chat.baseUrl", "embedded", "chat.requests", "1000000"));
    try (ForkedRun parent = underParent(chats)) {
      ForkedRun.until(
          "users are let in", () -> parent.console().contains("Simulation tidemark.Chat"));
      ProcessHandle run = parent.process().children().findFirst().orElseThrow();
      parent.process().destroyForcibly();
      ForkedRun.until("the run has ended", () -> !run.isAlive());
      assertThat(parent.summary().at("/failures").toString()).contains("Maven is gone");
      assertThat(parent.summary().at("/statistics/total_requests").asInt()).isZero();
    }
  }

  @Test
  void aRunThatIsKilledLeavesAValidSummaryAndNoServer() throws IOException {
    try (ForkedRun run = ForkedRun.start(folder, LONG).working()) {
      List<ProcessHandle> server = serverOf(run);
      run.process().destroyForcibly();
      run.exitCode();
      assertThat(run.summary().at("/verdict").asText()).isEqualTo("FAIL");
      assertThat(run.summary().at("/failures/0").asText()).contains("did not come to its end");
      assertThat(run.runFolder().resolve("report.html"))
          .content()
          .contains("did not come to its end", "</html>");
      ended(server);
    }
  }

  /** The guard of the server must be there before the server. */
  @Test
  void aRunThatIsKilledWhileItsServerStartsLeavesNoServer() {
    try (ForkedRun run = ForkedRun.start(folder, LONG)) {
      Path pidFile = run.runFolder().resolve("postgresql/postmaster.pid");
      ForkedRun.until("the server starts", () -> lines(pidFile) > 0);
      run.process().destroyForcibly();
      run.exitCode();
      ForkedRun.until("the server has ended", () -> !Files.exists(pidFile));
    }
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      return 0;
    }
  }

  /** The database answers nothing any more: there is no audit, but there are figures, in time. */
  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "async"})
  void aSignalWhileTheServerHangsLeavesTheFigures(String engine) throws Exception {
    try (ForkedRun run = ForkedRun.start(folder, longOn(engine)).working()) {
      List<ProcessHandle> server = serverOf(run);
      try {
        for (ProcessHandle process : server) {
          signal(process.pid(), "STOP");
        }
        long sent = System.nanoTime();
        signal(run.process().pid(), "TERM");
        assertThat(run.exitCode()).isNotZero();
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(12));
        assertThat(run.summary().at("/failures").toString())
            .contains("signal", "audit impossible", "abandoned");
        assertThat(run.summary().at("/database/total_ops").asLong()).isPositive();
        assertThat(run.runFolder().resolve("postgresql/PG_VERSION")).exists();
      } finally {
        for (ProcessHandle process : server) {
          signal(process.pid(), "CONT");
        }
      }
      ended(server);
    }
  }

  /** Whoever waits for the server to come up again waits no more. */
  @Test
  void aSignalAtAPlannedEndLeavesTheFigures() throws Exception {
    Map<String, String> brief =
        Map.of("db.backend", "postgresql", "db.seconds", "3", "load.warmup", "0");
    try (ForkedRun run = ForkedRun.start(folder, brief)) {
      run.working(); // so some have a statement under way
      List<ProcessHandle> server = serverOf(run);
      server.forEach(ProcessHandle::destroyForcibly);
      ForkedRun.until("the end waits for the server", () -> does(run, "Uptime.awaitAnswer"));
      signal(run.process().pid(), "TERM");
      assertThat(run.exitCode()).isNotZero();
      assertThat(run.console()).doesNotContain("could not be ended in time");
      assertThat(run.summary().at("/failures").toString()).contains("signal", "audit impossible");
      assertThat(run.summary().at("/database/errors/unexpected")).isNotEmpty();
    }
  }

  /** True if a thread of the run is within that method. */
  private static boolean does(ForkedRun run, String method) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process asked =
          new ProcessBuilder(jcmd, Long.toString(run.process().pid()), "Thread.print").start();
      try (InputStream stacks = asked.getInputStream()) {
        return new String(stacks.readAllBytes(), UTF_8).contains(method);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The PostgreSQL processes whose data lie in the run's folder. */
  private List<ProcessHandle> serverOf(ForkedRun run) throws IOException {
    Path pidFile = run.runFolder().resolve("postgresql/postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(pidFile).get(0));
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
    all.add(postmaster);
    return all;
  }

  /** The last of them may need a moment more than the command that stops them. */
  private static void ended(List<ProcessHandle> processes) {
    ForkedRun.until(
        "ended: " + processes, () -> processes.stream().noneMatch(one -> one.isAlive()));
  }

  private static void signal(long pid, String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
  }

  /** Starts the command it is given, as Maven starts the load JVM. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] command) throws Exception {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    }
  }
}
