package tidemark.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of the machine that is run for its effect. */
final class Tool {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private Tool() {}

  /**
   * Runs it to its end, for ten seconds at most.
   *
   * @return what it printed
   * @throws ImpossibleFault if it is not there, does not succeed, or not in that time
   */
  static String run(String... command) throws ImpossibleFault {
    return run(LONGEST, command);
  }

  static String run(Duration longest, String... command) throws ImpossibleFault {
    Process process = start(new ProcessBuilder(command).redirectErrorStream(true));
    String said;
    try {
      process.getOutputStream().close();
      // Whoever has its output may have it for longer than it lives: there is one limit for both.
      said =
          supplyAsync(() -> output(process), Tool::onThread)
              .thenCombine(process.onExit(), (text, ended) -> text)
              .get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (IOException | ExecutionException e) {
      throw new ImpossibleFault(command[0] + ": " + e.getMessage());
    } catch (TimeoutException e) {
      end(process);
      throw new ImpossibleFault(command[0] + " does not end within " + longest.toMillis() + " ms");
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new ImpossibleFault(command[0] + " was interrupted");
    }
    if (process.exitValue() != 0) {
      throw new ImpossibleFault(said.isEmpty() ? String.join(" ", command) + " fails" : said);
    }
    return said;
  }

  private static void onThread(Runnable task) {
    Thread thread = new Thread(task, "tidemark-tool");
    thread.setDaemon(true);
    thread.start();
  }

  private static String output(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has started would go on without it. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /**
   * Starts it.
   *
   * @throws ImpossibleFault if it is not there
   */
  static Process start(ProcessBuilder builder) throws ImpossibleFault {
    try {
      return builder.start();
    } catch (IOException e) {
      List<String> command = builder.command();
      throw new ImpossibleFault(command.get(0) + " is not there");
    }
  }
}
