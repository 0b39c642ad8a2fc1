package tidemark.run.scenario.connection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The memory that a PostgreSQL server's processes have each for itself, as Linux shows it: without
 * the buffers that they share.
 *
 * @param proc {@code /proc}
 * @see <a href="https://docs.kernel.org/filesystems/proc.html">smaps_rollup</a>
 */
record BackendMemory(Path proc) {
  private static final Pattern PRIVATE =
      Pattern.compile("^Private_(?:Clean|Dirty): +(\\d+) kB$", Pattern.MULTILINE);

  /**
   * The mean over these, in kilobytes.
   *
   * @throws IOException if they are not on this machine, or not to be looked at
   */
  double meanKilobytes(List<ServerSession> sessions) throws IOException {
    long all = 0;
    for (ServerSession session : sessions) {
      all += kilobytes(session);
    }
    return sessions.isEmpty() ? 0 : (double) all / sessions.size();
  }

  private long kilobytes(ServerSession session) throws IOException {
    Path process = proc.resolve(Long.toString(session.pid()));
    if (!title(process).contains("(" + session.port() + ")")) {
      throw new IOException("the server's processes are not seen from here");
    }
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

  /** Of another machine's server this is some other process, or none. */
  private static String title(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
