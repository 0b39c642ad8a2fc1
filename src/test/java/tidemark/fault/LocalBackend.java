package tidemark.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process in which a PostgreSQL server on this machine serves one connection.
 *
 * @param pid its process id
 */
public record LocalBackend(long pid) {
  private static final Path PROCESSES = Path.of("/proc");
  private static final String SIZE = "VmSize:";
  private static final long KIB = 1024;

  /**
   * Finds it. A number alone could be that of any process, where the server is on another machine
   * or in a container: the server shows in the process's title whom it serves.
   *
   * @param pid as the server knows it
   * @param clientPort the port of the connection's other end, as the server sees it
   * @throws IOException if there is no such process here; says why
   */
  public static LocalBackend of(long pid, int clientPort) throws IOException {
    if (!Files.isDirectory(PROCESSES.resolve("self"))) {
      throw new IOException("this machine does not show its processes in " + PROCESSES);
    }
    Path title = PROCESSES.resolve(pid + "/cmdline");
    String shown = Files.isReadable(title) ? Files.readString(title, UTF_8) : "";
    if (!shown.startsWith("postgres: ") || !shown.contains("(" + clientPort + ")")) {
      throw new IOException("the server's processes are not on this machine, or not to be seen");
    }
    return new LocalBackend(pid);
  }

  /** Its address space, in bytes. */
  public long addressSpace() throws IOException {
    Path status = PROCESSES.resolve(pid + "/status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(SIZE))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
        .findFirst()
        .orElseThrow(() -> new IOException(status + " does not say its size"));
  }
}
