package tidemark.target;

import java.io.IOException;

/**
 * Ends a process of ours when this JVM is gone, however it went: a shell waits for the end of a
 * pipe that only this JVM holds. Without a POSIX shell there is no guard.
 */
final class OrphanGuard implements AutoCloseable {
  private static final String SCRIPT =
      "trap '' INT TERM HUP; read -r line; kill -INT %d 2>/dev/null";

  private final Process shell;

  private OrphanGuard(Process shell) {
    this.shell = shell;
  }

  /** Guards a process, which SIGINT must end. */
  static OrphanGuard of(long pid) throws IOException {
    return new OrphanGuard(new ProcessBuilder("sh", "-c", SCRIPT.formatted(pid)).start());
  }

  /** Lets the process be. */
  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
