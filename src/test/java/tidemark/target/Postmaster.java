package tidemark.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL server's first process, as its data folder knows it: the file with its process id is
 * there as long as it runs.
 *
 * @see <a href="https://www.postgresql.org/docs/current/server-shutdown.html">what its signals
 *     mean</a>
 */
final class Postmaster {
  private static final Duration LOOK = Duration.ofMillis(10);

  private final Path pidFile;

  Postmaster(Path data) {
    this.pidFile = data.resolve("postmaster.pid");
  }

  Path pidFile() {
    return pidFile;
  }

  /** Its process id; empty when it does not run. */
  Optional<Long> pid() throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    return Files.readAllLines(pidFile).stream().findFirst().map(line -> Long.valueOf(line.strip()));
  }

  /** Ends it at once: no checkpoint, as after a loss of power. */
  void quit(Duration within) throws IOException {
    end("QUIT", within);
  }

  /** Ends it in good order: clients are cut off, all data are written down. */
  void stop(Duration within) throws IOException {
    end("INT", within);
  }

  private void end(String signal, Duration within) throws IOException {
    Optional<ProcessHandle> process = pid().flatMap(ProcessHandle::of);
    if (process.isEmpty()) {
      return;
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.get().pid())).start();
    long deadline = System.nanoTime() + within.toNanos();
    // A process that nobody reaps is alive for ever to the JDK: the file says it all.
    while (Files.exists(pidFile) && process.get().isAlive()) {
      if (System.nanoTime() - deadline > 0) {
        kill(process.get());
        return;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static void kill(ProcessHandle postmaster) {
    List<ProcessHandle> all = new ArrayList<>(postmaster.children().toList());
    all.add(0, postmaster);
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
