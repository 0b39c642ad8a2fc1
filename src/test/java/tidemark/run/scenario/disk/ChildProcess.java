package tidemark.run.scenario.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process that ends when its input does, and whatever it has started. The input is a pipe that
 * only this JVM holds: it ends with this JVM, however that goes.
 */
final class ChildProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /** Starts it; what it says beside its output goes into the log. */
  static ChildProcess start(List<String> command, Path log) throws IOException {
    return new ChildProcess(new ProcessBuilder(command).redirectError(log.toFile()).start());
  }

  /** Waits for its end; all lines that it has printed. */
  List<String> output() throws IOException {
    return new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
  }

  /** Waits for its end. */
  int exitCode() {
    return process.onExit().join().exitValue();
  }

  /** Ends it and all of its children: after 3 s, by force. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    process.getOutputStream().close();
    CompletableFuture<Void> ended =
        CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    try {
      ended.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      all.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
