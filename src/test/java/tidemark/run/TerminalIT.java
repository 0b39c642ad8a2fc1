package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.ChatProgressiveSimulation;
import tidemark.DatabaseRolesSimulation;
import tidemark.FullStackSimulation;

/** Runs in a terminal, as a person has them before their eyes. */
class TerminalIT {
  private static final String WORKING = "run 0:[0-5][0-9] / 5:00";
  private static final String COLOUR = "\u001b\\[[0-9;]*[39][1-6][;m]";

  @TempDir Path folder;

  @BeforeEach
  void tmuxIsThere() {
    assumeTrue(Tmux.isThere(), "tmux is not installed");
  }

  /** Has the shell start a run, and say how it ended. */
  private void start(
      Tmux terminal, Class<? extends Simulation> simulation, Map<String, String> settings)
      throws IOException {
    String command =
        ForkedRun.command(simulation, settings).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    // The number of the process that a signal is to reach, and the state of the terminal before.
    Files.writeString(
        folder.resolve("run.sh"), "stty -g > before\necho $$ > pid\nexec " + command + "\n");
    terminal.type("echo earlier; sh run.sh; echo ended-$?; stty -g > after");
  }

  private void startRoles(Tmux terminal) throws IOException {
    start(terminal, DatabaseRolesSimulation.class, Map.of("db.seconds", "300", "load.warmup", "0"));
    terminal.awaitLine(WORKING);
  }

  private static void assertTaken(Tmux terminal) {
    assertThat(terminal.isTaken()).isTrue();
    assertThat(terminal.hasCursor()).isFalse();
  }

  /** As it was before: what was there, the cursor, and keys that are seen. */
  private void assertGivenBack(Tmux terminal) throws IOException {
    assertThat(terminal.isTaken()).isFalse();
    assertThat(terminal.hasCursor()).isTrue();
    assertThat(terminal.everything()).contains("\nearlier\n").doesNotContain("workers x 5");
    terminal.type("echo it works: $((40 + 2))");
    terminal.await("it works: 42");
    assertThat(folder.resolve("after")).hasSameTextualContentAs(folder.resolve("before"));
  }

  @Test
  void aRunIsShownAndTheTerminalIsGivenBackWithTheVerdict() throws IOException {
    try (Tmux terminal = Tmux.open(folder, 100, 30)) {
      start(
          terminal,
          FullStackSimulation.class,
          Map.of("db.seconds", "6", "chat.duration", "6", "load.warmup", "2"));
      terminal.awaitLine("warm-up, not counted +0:0[0-2] / 0:02");
      assertTaken(terminal);
      terminal.awaitLine("run 0:0[1-6] / 0:06");

      List<String> screen = terminal.screen();
      assertThat(screen.get(0)).startsWith(" Tidemark  FullStackSimulation");
      assertThat(screen.get(1)).matches(" sqlite .*3 workers x 5   pool \\d+/20, \\d+ waiting");
      for (String role :
          List.of("inserter", "transferrer", "reader", "checker", "deleter", "TOTAL", "chat")) {
        assertThat(screen).anyMatch(line -> line.startsWith(" " + role + " "));
      }
      assertThat(terminal.colouredScreen())
          .contains("\u001b[32m inserter", "\u001b[36m transferrer", "\u001b[94m reader")
          .contains("\u001b[35m checker", "\u001b[31m deleter");

      terminal.await("ended-0");
      assertThat(terminal.everything()).contains("\n PASS\n", "\n summary  ");
      assertThat(terminal.everything()).as("Gatling's own table").doesNotContain("active:");
      assertGivenBack(terminal);
    }
  }

  @Test
  void ctrlCStopsTheRunAndGivesTheTerminalBack() throws IOException {
    try (Tmux terminal = Tmux.open(folder, 100, 30)) {
      startRoles(terminal);
      assertTaken(terminal);

      terminal.key("C-c");

      terminal.await("ended-130");
      assertThat(terminal.everything()).contains(" FAIL  stopped: a signal ended the JVM");
      assertGivenBack(terminal);
    }
  }

  @Test
  void sigtermGivesTheTerminalBackToo() throws IOException {
    try (Tmux terminal = Tmux.open(folder, 100, 30)) {
      startRoles(terminal);

      long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
      ProcessHandle.of(pid).orElseThrow().destroy();

      terminal.await("ended-143");
      assertThat(terminal.everything()).contains(" FAIL  stopped: a signal ended the JVM");
      assertGivenBack(terminal);
    }
  }

  @Test
  void aTerminalOfAnotherSizeIsUsedAtOnce() throws IOException {
    try (Tmux terminal = Tmux.open(folder, 120, 40)) {
      startRoles(terminal);
      assertThat(terminal.screen().get(0).strip()).hasSizeGreaterThan(110);

      terminal.resize(80, 24);
      terminal.awaitLine("^.{64}" + WORKING);
      assertThat(terminal.screen()).hasSizeLessThanOrEqualTo(24).anyMatch(TerminalIT::isTotal);

      terminal.resize(40, 8);
      terminal.awaitLine("^.{24}" + WORKING);
      assertThat(terminal.screen().stream().filter(line -> line.contains("Tidemark"))).hasSize(1);
      assertThat(terminal.screen()).anyMatch(line -> line.endsWith("…"));

      terminal.resize(120, 40);
      terminal.awaitLine("^.{104}" + WORKING);
      assertThat(terminal.screen()).anyMatch(TerminalIT::isTotal);
      stop(terminal);
    }
  }

  @Test
  void eachStepIsNamedWhileItGoesOn() throws IOException {
    try (Tmux terminal = Tmux.open(folder, 100, 30)) {
      start(
          terminal,
          ChatProgressiveSimulation.class,
          Map.of("chat.steps", "2,4", "chat.duration", "6", "load.warmup", "0"));
      terminal.awaitLine("^ {13}step 2\\b");
      assertThat(terminal.screen()).anyMatch(line -> line.startsWith(" chat        2 users"));
      terminal.awaitLine("^ {13}step 4\\b");

      terminal.await("ended-0");
      assertThat(terminal.everything()).as("said meanwhile").contains("\n step 2 ");
    }
  }

  @Test
  void casesAreAListOfWhatCameOfEach() throws IOException {
    try (Tmux terminal = Tmux.open(folder, 100, 30)) {
      start(terminal, CasesFixture.class, Map.of("run.cases", "good,long"));
      terminal.awaitLine("^ trying  long  that long is well");

      assertThat(terminal.screen()).anyMatch(line -> line.matches(" PASS    good  .*s  well"));
      stop(terminal);
      assertThat(terminal.everything()).contains("case good PASS after ");
    }
  }

  @Test
  void aTerminalThatCannotBeDrawnOnGetsALineNowAndThen() throws IOException {
    try (Tmux terminal = Tmux.open(folder, 100, 30)) {
      terminal.type("export TERM=dumb");
      start(terminal, DatabaseRolesSimulation.class, Map.of("db.seconds", "2"));
      terminal.await("ended-0");

      assertThat(terminal.everything()).contains("\n warm-up 0:0", "\n PASS\n");
    }
  }

  /** So that nobody writes to a folder that is deleted. */
  private static void stop(Tmux terminal) {
    terminal.key("C-c");
    terminal.awaitLine("ended-\\d"); // not where it was typed
  }

  private static boolean isTotal(String line) {
    return line.startsWith(" TOTAL ");
  }

  @Test
  void nothingIsColouredWhereNobodyWantsIt() throws IOException {
    try (Tmux terminal = Tmux.open(folder, 100, 30)) {
      terminal.type("export NO_COLOR=1");
      startRoles(terminal);

      assertThat(terminal.colouredScreen()).doesNotContainPattern(COLOUR).contains(" inserter");
      stop(terminal);
    }
  }
}
