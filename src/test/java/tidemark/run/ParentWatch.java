package tidemark.run;

import java.nio.file.Path;

/**
 * Ends the run when the Maven that forked this JVM is gone: nobody ends the fork of a killed Maven.
 */
final class ParentWatch {
  private ParentWatch() {}

  /** Calls back once if the parent is a JVM and ends. */
  static void onParentGone(Runnable gone) {
    ProcessHandle.current()
        .parent()
        .filter(ParentWatch::isJava)
        .ifPresent(parent -> parent.onExit().thenRun(gone));
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
