package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendMemoryTest {
  private static final ServerSession ONE = new ServerSession(11, 5001, "idle", false);
  private static final ServerSession TWO = new ServerSession(12, 5002, "idle", false);

  @TempDir Path proc;

  @BeforeEach
  void processes() throws IOException {
    process(11, 5001, 1000);
    process(12, 5002, 2000);
  }

  private void process(int pid, int port, int dirty) throws IOException {
    Path folder = Files.createDirectory(proc.resolve(Integer.toString(pid)));
    Files.writeString(
        folder.resolve("cmdline"), "postgres: me bank 127.0.0.1(%d) idle".formatted(port));
    Files.writeString(
        folder.resolve("smaps_rollup"),
        """
        Rss:               99999 kB
        Shared_Dirty:      50000 kB
        Private_Clean:        48 kB
        Private_Dirty:      %d kB
        Private_Hugetlb:       7 kB
        """
            .formatted(dirty));
  }

  private double mean(ServerSession... sessions) throws IOException {
    return new BackendMemory(proc).meanKilobytes(List.of(sessions));
  }

  @Test
  void isWhatEachHasForItself() throws IOException {
    assertThat(mean(ONE)).isEqualTo(1048);
    assertThat(mean(ONE, TWO)).isEqualTo(1548);
  }

  /** Of another machine's server the number is somebody else's, or nobody's. */
  @Test
  void ofAnotherMachineIsRefused() {
    assertThatThrownBy(() -> mean(new ServerSession(11, 5002, "idle", false)))
        .isInstanceOf(IOException.class)
        .hasMessage("the server's processes are not seen from here");
    assertThatThrownBy(() -> mean(ONE, new ServerSession(13, 5001, "idle", false)))
        .hasMessage("the server's processes are not seen from here");
  }

  @Test
  void thatMayNotBeReadIsRefused() throws IOException {
    Files.delete(proc.resolve("11/smaps_rollup"));
    assertThatThrownBy(() -> mean(ONE))
        .isInstanceOf(IOException.class)
        .hasMessage("the memory of the server's processes may not be read");
  }
}
