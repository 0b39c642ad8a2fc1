package tidemark.run.forked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run that has been started, and is ended with this. */
public final class StartedRun implements AutoCloseable {
  /** A run that is told to stop writes all its files; with them it is over in 10 s. */
  private static final Duration STOPPED = Duration.ofSeconds(15);

  /** What a JVM that is gone has left behind ends by itself. */
  private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

  private static final int TAIL = 40;

  /** What the console's last lines say. */
  private static final Pattern SUMMARY = Pattern.compile("(?m)^ summary {2}(.+)$");

  private static final Pattern REFUSAL = Pattern.compile("(?m)^Tidemark: (.+)$");

  private final Process process;
  private final Path console;
  private final Path folder;
  private final Duration within;
  private final long startNanos = System.nanoTime();

  StartedRun(Process process, Path console, Path folder, Duration within) {
    this.process = process;
    this.console = console;
    this.folder = folder;
    this.within = within;
  }

  /** Its JVM. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** What it has printed so far. */
  public String console() {
    try {
      return Files.readString(console);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells it to stop: it ends within 10 s, as FAIL, with all its files. Returns at once. */
  public void stop() {
    process.destroy();
  }

  /**
   * Waits for its end.
   *
   * @throws RunRefused if it sent no load
   * @throws NoVerdict if its time is over, or this thread is interrupted: then it has been ended;
   *     or if its JVM has ended by itself without a word
   */
  public RunResult result() {
    long left = within.toNanos() - (System.nanoTime() - startNanos);
    boolean ended;
    try {
      ended = process.waitFor(left, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw ended("whoever waited for it was interrupted");
    }
    if (!ended) {
      end();
      throw ended("it had not ended after %d s".formatted(within.toSeconds()));
    }
    return result(console());
  }

  private RunResult result(String said) {
    Optional<Path> summary =
        SUMMARY
            .matcher(said)
            .results()
            .reduce((first, last) -> last)
            .map(line -> folder.resolve(line.group(1).strip()));
    if (summary.isPresent()) {
      return RunResult.read(summary.get(), process.exitValue(), tail(said));
    }
    Matcher refusal = REFUSAL.matcher(said);
    if (refusal.find()) {
      throw new RunRefused(refusal.group(1));
    }
    throw new NoVerdict(
        "the run ended with %d and without a verdict:%n%s"
            .formatted(process.exitValue(), tail(said)));
  }

  private NoVerdict ended(String why) {
    return new NoVerdict("the run was ended, for %s:%n%s".formatted(why, tail(console())));
  }

  private static String tail(String said) {
    List<String> lines = said.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
  }

  /** First in good order, for then there are files to look at; a second interrupt is obeyed. */
  private void end() {
    process.destroy();
    try {
      process.waitFor(STOPPED.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
  }

  /**
   * The JVM first: whoever it has told to end its server when it is gone needs a moment for that.
   */
  private void kill() {
    List<ProcessHandle> others = process.descendants().toList();
    process.destroyForcibly();
    CompletableFuture<?>[] ends =
        others.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(ends)
        .completeOnTimeout(null, LEFT_ALONE.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    others.forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends it at once if it has not ended, and all that it has started. */
  @Override
  public void close() {
    kill();
    try {
      Files.deleteIfExists(console);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
