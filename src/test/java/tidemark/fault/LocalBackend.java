package tidemark.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The process in which a PostgreSQL server on this machine serves one connection. */
public final class LocalBackend {
  private static final Path PROCESSES = Path.of("/proc");
  private static final Pattern PRIVATE =
      Pattern.compile("^Private_(?:Clean|Dirty): +(\\d+) kB$", Pattern.MULTILINE);
  private static final String SIZE = "VmSize:";
  private static final long KIB = 1024;

  private final long pid;
  private final Path process;

  private LocalBackend(long pid, Path process) {
    this.pid = pid;
    this.process = process;
  }

  /**
   * Finds it. A number alone could be that of any process, where the server is on another machine
   * or in a container: the server shows in the process's title whom it serves.
   *
   * @param pid as the server knows it
   * @param clientPort the port of the connection's other end, as the server sees it
   * @throws IOException if there is no such process here; says why
   */
  public static LocalBackend of(long pid, int clientPort) throws IOException {
    return of(PROCESSES, pid, clientPort);
  }

  static LocalBackend of(Path processes, long pid, int clientPort) throws IOException {
    if (!Files.isDirectory(processes.resolve("self"))) {
      throw new IOException("this machine does not show its processes in " + processes);
    }
    Path process = processes.resolve(Long.toString(pid));
    Path title = process.resolve("cmdline");
    String shown = Files.isReadable(title) ? Files.readString(title, UTF_8) : "";
    if (!shown.startsWith("postgres: ") || !shown.contains("(" + clientPort + ")")) {
      throw new IOException("the server's processes are not on this machine, or not to be seen");
    }
    return new LocalBackend(pid, process);
  }

  /** Its process id. */
  public long pid() {
    return pid;
  }

  /** Its address space, in bytes. */
  public long addressSpace() throws IOException {
    Path status = process.resolve("status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(SIZE))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
        .findFirst()
        .orElseThrow(() -> new IOException(status + " does not say its size"));
  }

  /**
   * The memory that it has for itself, in KB of 1,024 bytes: without the buffers that the server's
   * processes share.
   *
   * @throws IOException if it may not be read
   * @see <a href="https://docs.kernel.org/filesystems/proc.html">smaps_rollup</a>
   */
  public long privateKilobytes() throws IOException {
    try {
      return PRIVATE
          .matcher(Files.readString(process.resolve("smaps_rollup")))
          .results()
          .mapToLong(found -> Long.parseLong(found.group(1)))
          .sum();
    } catch (IOException e) {
      throw new IOException("the memory of the server's processes may not be read", e);
    }
  }
}
