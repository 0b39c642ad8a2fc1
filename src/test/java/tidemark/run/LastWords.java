package tidemark.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
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

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Stopper stopper;
  private final Thread gatling;
  private final Supplier<List<String>> lines;
  private final Runnable close;

  private LastWords(Stopper stopper, Thread gatling, Supplier<List<String>> lines, Runnable close) {
    this.stopper = stopper;
    this.gatling = gatling;
    this.lines = lines;
    this.close = close;
  }

  /**
   * Installs the words. To be called on the thread that runs Gatling.
   *
   * @param lines what to say, once the run has finished
   * @param close ends what was started for the run
   */
  static void install(Stopper stopper, Supplier<List<String>> lines, Runnable close) {
    LastWords words = new LastWords(stopper, Thread.currentThread(), lines, close);
    Runtime.getRuntime().addShutdownHook(new Thread(words::speak, "tidemark-last-words"));
  }

  private void speak() {
    if (!stopper.finished().isDone()) {
      stop();
    }
    lines.get().forEach(System.out::println);
    System.out.flush();
    close.run();
  }

  private void stop() {
    long deadline = System.nanoTime() + SIGNAL_TIME.toNanos();
    stopper.stop(StopReason.stopped("a signal ended the JVM"));
    try {
      stopper.finished().get(SIGNAL_TIME.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      System.out.println("Tidemark: the run could not be ended in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The files are there; Gatling's report gets what is left of the time.
    while (!gatlingIsDone() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** While the JVM shuts down, whoever calls exit waits in it for ever. */
  private boolean gatlingIsDone() {
    return !gatling.isAlive()
        || Arrays.stream(gatling.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }
}
