package tidemark.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server's first process, as its data folder knows it: the file with its process id is
 * there as long as it runs.
 *
 * @see <a href="https://www.postgresql.org/docs/current/server-shutdown.html">what its signals
 *     mean</a>
 */
public final class Postmaster {
  private static final Duration LOOK = Duration.ofMillis(10);

  /** The line of the file with the process id that says whether clients are let in. */
  private static final int STATUS_LINE = 7;

  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"");

  private final Path data;
  private final Path pidFile;

  public Postmaster(Path data) {
    this.data = data;
    this.pidFile = data.resolve("postmaster.pid");
  }

  Path pidFile() {
    return pidFile;
  }

  /** Its process id; empty when it does not run. */
  public Optional<Long> pid() throws IOException {
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
    send(signal, process.get());
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

  /**
   * Kills all of the server's processes, as a loss of power would: the data stay as the operating
   * system has them.
   *
   * @throws IOException if it does not run
   */
  public void crash() throws IOException {
    kill(pid().flatMap(ProcessHandle::of).orElseThrow(() -> new IOException("no server runs")));
  }

  /**
   * Starts a server that ran before once more, as it was started then: on the same port.
   *
   * @throws IOException if it lets nobody in within that time
   */
  public void restart(Duration within) throws IOException {
    start(lastCommand(), within);
  }

  /**
   * The folder of the programs that it was started from.
   *
   * @throws IOException if it never ran
   */
  public Path binaries() throws IOException {
    String line = lastLine();
    return Path.of(line.substring(0, line.indexOf(" \""))).resolveSibling("");
  }

  private String lastLine() throws IOException {
    return Files.readString(data.resolve("postmaster.opts")).strip();
  }

  /** Root may not run a server: in a user namespace of its own it is somebody else. */
  private List<String> lastCommand() throws IOException {
    String line = lastLine();
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(line.substring(0, line.indexOf(" \"")));
    ARGUMENT.matcher(line).results().forEach(argument -> command.add(argument.group(1)));
    return command;
  }

  /**
   * Tries again and again: until the last process of a killed server is gone, a new one refuses.
   */
  void start(List<String> command, Duration within) throws IOException {
    start(command, data.resolve("restart.log"), within);
  }

  /** The same, with a log that need not lie among its data. */
  void start(List<String> command, Path log, Duration within) throws IOException {
    long deadline = System.nanoTime() + within.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      while (process.isAlive() && System.nanoTime() - deadline < 0) {
        if (isReady(process.pid())) {
          return;
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
      process.destroy();
    }
    throw new IOException("the server does not start: " + Files.readString(log));
  }

  private boolean isReady(long pid) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(pidFile);
    } catch (NoSuchFileException e) { // not yet, or just taken away for a new one
      return false;
    }
    return lines.size() > STATUS_LINE
        && lines.get(0).strip().equals(Long.toString(pid))
        && lines.get(STATUS_LINE).strip().equals("ready");
  }

  /** The first process is halted before: it would have the others clean up, and start new ones. */
  private static void kill(ProcessHandle postmaster) throws IOException {
    send("STOP", postmaster).onExit().join();
    postmaster.children().forEach(ProcessHandle::destroyForcibly);
    postmaster.destroyForcibly();
  }

  private static Process send(String signal, ProcessHandle process) throws IOException {
    return new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
  }
}
