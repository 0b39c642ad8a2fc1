package tidemark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Has a JVM collect all its garbage now and then, and says how much of its heap is left then. */
final class HeapWatch {
  private static final Pattern LEFT =
      Pattern.compile("Pause Full \\(Diagnostic Command\\) \\d+M->(\\d+)M");
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Path log;
  private final Path console;
  private final long everyNanos;
  private long nextNanos;

  /**
   * A watch on a JVM that runs with {@link #option()}.
   *
   * @param folder for its log
   */
  HeapWatch(Path folder, Duration every) {
    this.log = folder.resolve("gc.log");
    this.console = folder.resolve("jcmd.txt");
    this.everyNanos = every.toNanos();
    this.nextNanos = System.nanoTime() + everyNanos;
  }

  String option() {
    return "-Xlog:gc:file=" + log;
  }

  /** Collects if it is time to. */
  void look(Process jvm) {
    if (System.nanoTime() - nextNanos < 0 || !jvm.isAlive()) {
      return;
    }
    nextNanos += everyNanos;
    try {
      String pid = Long.toString(jvm.pid());
      Processes.run(List.of(Jvm.tool("jcmd"), pid, "GC.run"), console, LONGEST);
    } catch (IOException e) {
      if (jvm.isAlive()) {
        throw new UncheckedIOException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was left each time, in MB. */
  List<Long> leftMb() throws IOException {
    List<Long> left = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      Matcher found = LEFT.matcher(line);
      if (found.find()) {
        left.add(Long.valueOf(found.group(1)));
      }
    }
    return left;
  }
}
