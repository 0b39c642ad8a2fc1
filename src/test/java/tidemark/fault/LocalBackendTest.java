package tidemark.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBackendTest {
  @TempDir Path proc;

  @BeforeEach
  void processes() throws IOException {
    Files.createDirectory(proc.resolve("self"));
    process(11, "postgres: me bank 127.0.0.1(5001) idle", 1000);
    process(12, "sshd: me (5002)", 2000);
  }

  private void process(int pid, String title, int dirty) throws IOException {
    Path folder = Files.createDirectory(proc.resolve(Integer.toString(pid)));
    Files.writeString(folder.resolve("cmdline"), title);
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

  @Test
  void hasWhatItHasForItself() throws IOException {
    assertThat(LocalBackend.of(proc, 11, 5001).privateKilobytes()).isEqualTo(1048);
  }

  /** Of another machine's server the number is somebody else's, or nobody's. */
  @Test
  void ofAnotherMachineIsRefused() {
    for (int[] other : new int[][] {{11, 5002}, {12, 5002}, {13, 5001}}) {
      assertThatThrownBy(() -> LocalBackend.of(proc, other[0], other[1]))
          .isInstanceOf(IOException.class)
          .hasMessage("the server's processes are not on this machine, or not to be seen");
    }
  }

  @Test
  void ofAMachineWithoutProcIsRefused() throws IOException {
    Files.delete(proc.resolve("self"));
    assertThatThrownBy(() -> LocalBackend.of(proc, 11, 5001))
        .hasMessageStartingWith("this machine does not show its processes in ");
  }

  @Test
  void thatMayNotBeReadIsRefused() throws IOException {
    LocalBackend backend = LocalBackend.of(proc, 11, 5001);
    Files.delete(proc.resolve("11/smaps_rollup"));
    assertThatThrownBy(backend::privateKilobytes)
        .isInstanceOf(IOException.class)
        .hasMessage("the memory of the server's processes may not be read");
  }
}
