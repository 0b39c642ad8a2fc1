package tidemark.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tidemark.testdb.Await;

/** Programs of the machine that end well, badly, or not at all. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(10)
class ToolTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;

  @Test
  void whatItPrintsIsItsResult() throws ImpossibleFault {
    assertThat(Tool.run("sh", "-c", "echo one; echo two >&2")).isEqualTo("one\ntwo");
  }

  @Test
  void whatItSaysOfItsFailureIsTheReason() {
    assertThatThrownBy(() -> Tool.run("sh", "-c", "echo no >&2; exit 3")).hasMessage("no");
    assertThatThrownBy(() -> Tool.run("false")).hasMessage("false fails");
    assertThatThrownBy(() -> Tool.run("tidemark-no-such-tool"))
        .isInstanceOf(ImpossibleFault.class)
        .hasMessage("tidemark-no-such-tool is not there");
  }

  /** With whatever it has started. */
  @Test
  void whatDoesNotEndIsEnded() throws Exception {
    Path started = folder.resolve("started");
    String script = "sleep 600 & echo $! > " + started + "; wait";

    assertThatThrownBy(() -> Tool.run(SHORT, "sh", "-c", script))
        .isInstanceOf(ImpossibleFault.class)
        .hasMessage("sh does not end within 300 ms");
    long pid = Long.parseLong(Files.readString(started).strip());
    // One that nobody reaps is alive to the JDK, but has no program any more.
    Await.until(
        "what it has started is gone",
        () -> ProcessHandle.of(pid).flatMap(left -> left.info().command()).isEmpty());
  }

  /**
   * It has ended, but its output is open: whether anybody still reads it depends on which of both
   * the JDK has seen first.
   */
  @Test
  void whoeverHasItsOutputIsNotWaitedForForLong() throws Exception {
    Path started = folder.resolve("started");
    try {
      Tool.run(SHORT, "sh", "-c", "sleep 600 & echo $! > " + started);
    } catch (ImpossibleFault e) {
      assertThat(e).hasMessage("sh does not end within 300 ms");
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(started).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
