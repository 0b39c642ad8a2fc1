package tidemark.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * No space at the Nth write of one thread or process: {@code strace} is attached to it, and answers
 * in the kernel's place. Writes of each kind (pwrite64, pwritev, fallocate) are counted by
 * themselves. Not thread-safe.
 */
public final class WriteFault implements AutoCloseable {
  private static final String CALLS = "pwrite64,pwritev,fallocate";
  private static final String STRUCK = "(INJECTED)";

  private final Process strace;
  private final Path log;

  private WriteFault(Process strace, Path log) {
    this.strace = strace;
    this.log = log;
  }

  /**
   * Attaches; the next write is the first.
   *
   * @param thread its number to the operating system; of a process, that of its first thread
   * @param nth from 1
   * @param forEver that write and all that follow, or that one alone
   * @param folder where a file can be written meanwhile
   * @throws ImpossibleFault if this machine has no strace, or does not let it attach
   */
  public static WriteFault at(long thread, int nth, boolean forEver, Path folder)
      throws IOException, ImpossibleFault {
    Path log = Files.createTempFile(folder, "writes", ".log");
    Process strace =
        Tool.start(
            new ProcessBuilder(
                    "strace",
                    "--attach=" + thread,
                    "--output=" + log,
                    "--string-limit=0",
                    "--trace=" + CALLS,
                    "--inject=" + CALLS + ":error=ENOSPC:when=" + nth + (forEver ? "+" : ""))
                .redirectErrorStream(true));
    BufferedReader said = strace.inputReader();
    String first = String.valueOf(said.readLine());
    if (!first.endsWith("attached")) {
      strace.destroy();
      throw new ImpossibleFault(first);
    }
    return new WriteFault(strace, log);
  }

  /**
   * Detaches, and waits until that is done.
   *
   * @return whether a write was refused
   */
  public boolean end() throws IOException {
    close();
    return Files.readString(log).contains(STRUCK);
  }

  @Override
  public void close() {
    strace.destroy();
    strace.onExit().join();
  }
}
