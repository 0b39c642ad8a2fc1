package tidemark.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process that runs and may take less of a resource, as long as this is open. Linux only, by
 * {@code prlimit}: of a process of one's own, or of any as root. Thread-safe.
 */
public final class ProcessLimit implements AutoCloseable {
  private static final long LONGEST_SECONDS = 10;

  private final long pid;
  private final String resource;
  private final String before;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ProcessLimit(long pid, String resource, String before) {
    this.pid = pid;
    this.resource = resource;
    this.before = before;
  }

  /**
   * Lets it have so much memory, counted as addresses; what it has already it keeps.
   *
   * @param bytes in all, what it has already among them
   * @throws IOException if this machine has no such thing, or does not allow it; says why
   */
  public static ProcessLimit addressSpace(long pid, long bytes) throws IOException {
    return of(pid, "--as", bytes);
  }

  /** The soft limit alone: to lift it again takes no right. */
  private static ProcessLimit of(long pid, String resource, long bytes) throws IOException {
    String before = prlimit(pid, resource, "--output=SOFT", "--noheadings", "--raw").strip();
    ProcessLimit limit = new ProcessLimit(pid, resource, before);
    limit.set(Long.toString(bytes));
    return limit;
  }

  private void set(String value) throws IOException {
    prlimit(pid, resource + "=" + value + ":");
  }

  private static String prlimit(long pid, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(asOwner(pid));
    command.addAll(List.of("prlimit", "--pid", Long.toString(pid)));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(said.strip());
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Who runs a process may limit it; root may be everybody, but in a container do no more. */
  private static List<String> asOwner(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    if (!Files.exists(process)) {
      throw new IOException("No such process: " + process);
    }
    int owner = id(process, "uid");
    if (owner == 0 || id(Path.of("/proc/self"), "uid") != 0) {
      return List.of();
    }
    return List.of(
        "setpriv", "--reuid=" + owner, "--regid=" + id(process, "gid"), "--clear-groups");
  }

  private static int id(Path process, String which) throws IOException {
    return (Integer) Files.getAttribute(process, "unix:" + which);
  }

  /** Lifts it; there is nothing to be done where the process has ended. */
  @Override
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      set(before);
    } catch (IOException e) {
      if (ProcessHandle.of(pid).isPresent()) {
        throw e;
      }
    }
  }
}
