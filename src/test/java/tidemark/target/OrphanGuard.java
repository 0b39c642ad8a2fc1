package tidemark.target;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Ends a PostgreSQL server of ours when this JVM is gone, however it went: a shell waits for the
 * end of a pipe that only this JVM holds. Needs a POSIX shell.
 */
final class OrphanGuard implements AutoCloseable {
  /** The JVM may go while the server starts, before it has written its process id. */
  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      read -r line
      for try in 1 2 3 4 5 6 7 8 9 10; do
        read -r pid 2>/dev/null < "$0" && [ "$pid" -gt 1 ] && kill -INT "$pid" && exit
        sleep 0.5
      done
      """;

  private final Process shell;

  private OrphanGuard(Process shell) {
    this.shell = shell;
  }

  /**
   * Guards a server that runs, or will be started.
   *
   * @param pidFile whose first line is the server's process id
   */
  static OrphanGuard of(Path pidFile) throws IOException {
    return new OrphanGuard(
        new ProcessBuilder("sh", "-c", SCRIPT, pidFile.toAbsolutePath().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Lets the server be. */
  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
