package tidemark.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tidemark.testdb.Await;

/** Limits of a process that does nothing but wait. */
@EnabledOnOs(OS.LINUX)
class ProcessLimitIT {
  private static final long BYTES = 1L << 30;

  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("cat").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  private String limits() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/limits")).stream()
        .filter(line -> line.startsWith("Max address space"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLimitHoldsAsLongAsItIsOpen() throws IOException {
    String before = limits();
    try (ProcessLimit limit = ProcessLimit.addressSpace(process.pid(), BYTES)) {
      assertThat(limit).isNotNull();
      assertThat(limits()).contains(Long.toString(BYTES)).as("the hard one stays").contains("unl");
    }
    assertThat(limits()).isEqualTo(before);
  }

  /** As Debian's server is run, by a user of its own. */
  @Test
  void rootLimitsTheProcessOfAnother() throws Exception {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root is others");
    end();
    process =
        new ProcessBuilder("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "cat")
            .start();
    Await.until("it is another's", () -> !owner().equals(0));
    String before = limits();
    ProcessLimit limit = ProcessLimit.addressSpace(process.pid(), BYTES);
    assertThat(limits()).contains(Long.toString(BYTES));
    limit.close();
    assertThat(limits()).isEqualTo(before);
  }

  private Object owner() throws IOException {
    return Files.getAttribute(Path.of("/proc/" + process.pid()), "unix:uid");
  }

  @Test
  void aProcessThatHasEndedNeedsNoLimitLifted() throws Exception {
    ProcessLimit limit = ProcessLimit.addressSpace(process.pid(), BYTES);
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

    limit.close();
    limit.close();
    assertThatThrownBy(() -> ProcessLimit.addressSpace(process.pid(), BYTES))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No such process");
  }

  /** It is there, but no server: whatever a server elsewhere says, it is left alone. */
  @Test
  void aProcessThatIsNoBackendIsNotTakenForOne() {
    assertThatThrownBy(() -> LocalBackend.of(process.pid(), 5432))
        .isInstanceOf(IOException.class)
        .hasMessage("the server's processes are not on this machine, or not to be seen");
  }
}
