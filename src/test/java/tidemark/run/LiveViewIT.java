package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose output is no terminal, as in CI. */
class LiveViewIT {
  private static final String PROGRESS =
      " run 0:0[0-2] / 0:02   [\\d,.]+ ops/s, p95 [\\d.]+ .?s, 0 failed"
          + "   errors [\\d,]+ expected, 0 unexpected";

  @TempDir Path folder;

  private List<String> lines(String dashboard) {
    Map<String, String> settings =
        Map.of("db.seconds", "2", "load.warmup", "0", "run.dashboard", dashboard);
    try (ForkedRun run = ForkedRun.start(folder, settings)) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.console()).contains(" PASS").doesNotContain("active:", "\u001b");
      return run.consoleLines();
    }
  }

  @Test
  void thereIsALineNowAndThen() {
    assertThat(lines("auto")).filteredOn(line -> line.matches(PROGRESS)).hasSize(1);
  }

  @Test
  void thereIsNoneIfNobodyWantsIt() {
    assertThat(lines("none")).noneMatch(line -> line.startsWith(" run "));
  }

  @Test
  void aTerminalThatIsNotThereIsRefusedBeforeAnyLoad() {
    try (ForkedRun run = ForkedRun.start(folder, Map.of("run.dashboard", "terminal"))) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.consoleLines())
          .last()
          .asString()
          .contains("run.dashboard", "terminal", "auto, plain, web or none");
    }
  }
}
