package tidemark.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;

/**
 * What is said when the JVM ends, after Gatling's own end: the verdict. If the JVM is told to end
 * by a signal while the run goes on, the run is stopped first, within a limit of time.
 */
final class LastWords {
  /** From a signal to the end, all in all. */
  private static final Duration SIGNAL_TIME = Duration.ofMillis(9_500);

  private LastWords() {}

  /**
   * Installs the words.
   *
   * @param lines what to say, once the run has finished
   * @param close ends what was started for the run
   */
  static void install(Stopper stopper, Supplier<List<String>> lines, Runnable close) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> speak(stopper, lines, close), "tidemark-last-words"));
  }

  private static void speak(Stopper stopper, Supplier<List<String>> lines, Runnable close) {
    CompletableFuture<StopReason> finished = stopper.finished();
    if (!finished.isDone()) {
      stopper.stop(StopReason.stopped("a signal ended the JVM"));
      await(finished);
    }
    lines.get().forEach(System.out::println);
    System.out.flush();
    close.run();
  }

  private static void await(CompletableFuture<StopReason> finished) {
    try {
      finished.get(SIGNAL_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      System.out.println("Tidemark: the run could not be ended in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
