package tidemark.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tidemark.gatling.StopReason;
import tidemark.gatling.Stopper;

/**
 * What is done and said when the JVM ends, after Gatling's own end: the verdict, and closing what
 * was opened. If the JVM ends while the run goes on, the run is stopped first, within 10 s in all.
 */
final class LastWords {
  private static final Duration FILES = Duration.ofMillis(8_500);
  private static final Duration GATLING = Duration.ofSeconds(9);
  private static final Duration CLOSED = Duration.ofMillis(9_700);

  /** At a planned end: what is to be kept is written down, which may take long. */
  private static final Duration KEPT = Duration.ofSeconds(90);

  private static final Duration DROPPED = Duration.ofSeconds(30);

  /** A terminal may be one that nobody reads any more. */
  private static final Duration VIEW = Duration.ofMillis(500);

  private static final Duration LOOK = Duration.ofMillis(20);

  private final Opened opened;
  private final Thread gatling = Thread.currentThread();
  private volatile @Nullable Run run;
  private volatile Runnable view = () -> {};

  /**
   * A run that has begun.
   *
   * @param lines what to say, once the run has finished
   * @param keepsData whether its data are to stay
   */
  record Run(Stopper stopper, Supplier<List<String>> lines, BooleanSupplier keepsData) {}

  private LastWords(Opened opened) {
    this.opened = opened;
  }

  /**
   * Installs the words. To be called on the thread that runs Gatling, before anything is opened.
   */
  static LastWords install(Opened opened) {
    LastWords words = new LastWords(opened);
    Runtime.getRuntime().addShutdownHook(new Thread(words::speak, "tidemark-last-words"));
    return words;
  }

  /** From now on there is a run to be stopped and spoken of. */
  void of(Run begun) {
    run = begun;
  }

  /** What shows the run: whatever is said at the end is said when that is closed. */
  void closeFirst(Runnable shown) {
    view = shown;
  }

  private void speak() {
    long start = System.nanoTime();
    within(view, start + VIEW.toNanos(), "tidemark-view-closing");
    Run ended = run;
    if (ended == null) {
      close(false, start + CLOSED.toNanos());
      return;
    }
    boolean asPlanned = ended.stopper().finished().isDone() && gatlingIsDone();
    if (!asPlanned) {
      stop(ended, start);
    }
    boolean keep = ended.keepsData().getAsBoolean();
    boolean patient = keep && asPlanned && ended.stopper().finished().join().planned();
    Duration planned = patient ? KEPT : DROPPED;
    try {
      ended.lines().get().forEach(System.out::println);
      System.out.flush();
    } finally {
      close(keep, start + (asPlanned ? planned : CLOSED).toNanos());
    }
  }

  private void stop(Run running, long start) {
    String why = gatlingIsDone() ? "Gatling ended before the run" : "a signal ended the JVM";
    running.stopper().stop(StopReason.stopped(why));
    try {
      running.stopper().finished().get(FILES.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      System.out.println("Tidemark: the run could not be ended in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The files are there; Gatling's report gets what is left of the time.
    while (!gatlingIsDone() && System.nanoTime() - start < GATLING.toNanos()) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /** While the JVM shuts down, whoever calls exit waits in it for ever. */
  private boolean gatlingIsDone() {
    return !gatling.isAlive()
        || Arrays.stream(gatling.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }

  /** A database that hangs does not keep the JVM. */
  private void close(boolean keep, long deadline) {
    within(() -> opened.close(keep), deadline, "tidemark-closing");
  }

  private static void within(Runnable work, long deadline, String name) {
    Thread working = new Thread(work, name);
    working.setDaemon(true);
    working.start();
    try {
      long left = deadline - System.nanoTime();
      working.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
