package tidemark.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that runs and may take less of a resource, as long as this is open. Linux only, by
 * {@code prlimit}: of a process of one's own, or of any as root. Of its limits the soft one alone
 * is changed: to lift that again takes no right. Thread-safe.
 */
public final class ProcessLimit implements AutoCloseable {
  private final long pid;
  private final String resource;
  private final String before;

  private ProcessLimit(long pid, String resource) throws IOException {
    this.pid = pid;
    this.resource = resource;
    before = prlimit(pid, resource, "--output=SOFT", "--noheadings", "--raw");
  }

  /**
   * Lets it have so much memory, counted as addresses; what it has already it keeps.
   *
   * @param bytes in all, what it has already among them
   * @throws IOException if this machine has no such thing, or does not allow it; says why
   */
  public static ProcessLimit addressSpace(long pid, long bytes) throws IOException {
    ProcessLimit limit = new ProcessLimit(pid, "--as");
    limit.set(bytes);
    return limit;
  }

  /**
   * How large its files may grow, which is as it was until {@link #set}. No file of that process is
   * spared: it must be one that is there for this.
   *
   * @throws IOException if this machine has no such thing, or does not allow it; says why
   */
  public static ProcessLimit fileSize(long pid) throws IOException {
    return new ProcessLimit(pid, "--fsize");
  }

  /** From here on it may take so many bytes. */
  public void set(long bytes) throws IOException {
    soft(Long.toString(bytes));
  }

  private void soft(String value) throws IOException {
    prlimit(pid, resource + "=" + value + ":");
  }

  private static String prlimit(long pid, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(asOwner(pid));
    command.addAll(List.of("prlimit", "--pid", Long.toString(pid)));
    command.addAll(List.of(arguments));
    return Tool.run(command.toArray(String[]::new));
  }

  /** Who runs a process may limit it; root may be everybody, but in a container do no more. */
  private static List<String> asOwner(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    if (!Files.exists(process)) {
      throw new ImpossibleFault("No such process: " + process);
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

  /** It is as it was before. */
  public void lift() throws IOException {
    soft(before);
  }

  /** Lifts it; there is nothing to be done where the process has ended. */
  @Override
  public void close() throws IOException {
    try {
      lift();
    } catch (IOException e) {
      if (ProcessHandle.of(pid).isPresent()) {
        throw e;
      }
    }
  }
}
