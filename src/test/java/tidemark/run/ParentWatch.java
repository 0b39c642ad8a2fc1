package tidemark.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends the run when the Maven that forked this JVM is gone: nobody ends the fork of a killed Maven.
 */
final class ParentWatch {
  private static final long PERIOD_MILLIS = 250;

  private ParentWatch() {}

  /**
   * Calls back if the parent is a JVM and ends. Looks for itself a few times a second: the JDK's
   * own notice comes seconds late for a process that is no child.
   */
  static void onParentGone(Runnable gone) {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent().filter(ParentWatch::isJava);
    if (parent.isEmpty()) {
      return;
    }
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "tidemark-parent-watch");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(
        () -> {
          if (!isStillParent(parent.get())) {
            timer.shutdown();
            gone.run();
          }
        },
        PERIOD_MILLIS,
        PERIOD_MILLIS,
        TimeUnit.MILLISECONDS);
  }

  /** A killed parent that nobody has reaped is alive to the JDK, but it is no parent any more. */
  private static boolean isStillParent(ProcessHandle parent) {
    return ProcessHandle.current().parent().filter(parent::equals).isPresent();
  }

  /** A shell that ends while its background job goes on is no reason to stop. */
  private static boolean isJava(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> String.valueOf(Path.of(command).getFileName()).startsWith("java"))
        .orElse(false);
  }
}
