package tidemark.run.scenario.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import tidemark.fault.WriteFault;
import tidemark.record.Figures;
import tidemark.run.scenario.Observation;

/**
 * No space at the first write of a batch, at the second, and so on until one passes clean: that
 * write alone, and all from it on. Used once.
 */
final class WriteSweep {
  private static final int BEFORE = 5;
  private static final int MOST_WRITES = 300;
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  private final DiskDesk desk;
  private final Writer writer;
  private final Set<String> expected;
  private final Path folder;
  private final Set<String> broken = new TreeSet<>();
  private long struck;
  private double slowest;

  /** Who writes for the one connection of the desk's engine. */
  interface Writer {
    /** Its number to the operating system, of now: a server's process may have ended. */
    long thread() throws Exception;
  }

  /**
   * What is to be tried.
   *
   * @param desk on an engine with one connection
   * @param expected categories of the errors that a batch may meet
   * @param folder for notes
   */
  WriteSweep(DiskDesk desk, Writer writer, Set<String> expected, Path folder) {
    this.desk = desk;
    this.writer = writer;
    this.expected = expected;
    this.folder = folder;
  }

  Observation run() throws Exception {
    desk.write(BEFORE);
    int once = sweep(false);
    int forEver = sweep(true);
    Set<String> others = new TreeSet<>(desk.errors().keySet());
    others.removeAll(expected);
    if (!others.isEmpty()) {
      broken.add("errors of another class: " + others);
    }
    DiskCheck check = desk.check();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("writes", (long) Math.max(once, forEver));
    figures.put("struck", struck);
    check.addTo(figures);
    figures.put("errors", desk.errors());
    figures.put("recovery_max_ms", slowest);
    String text =
        "no space at write 1 to %d once, 1 to %d for ever; %s batches acknowledged, %s refused, %s unknown; errors %s"
            .formatted(
                once,
                forEver,
                Figures.count(check.acknowledged()),
                Figures.count(check.refused()),
                Figures.count(check.unknown()),
                desk.errors());
    return Observation.of(text, List.copyOf(broken), figures);
  }

  /** The number of the last write that was struck. */
  private int sweep(boolean forEver) throws Exception {
    for (int nth = 1; nth <= MOST_WRITES; nth++) {
      if (!strike(nth, forEver)) {
        if (nth == 1) {
          broken.add("not one write was struck");
        }
        return nth - 1;
      }
      struck++;
      recover();
      String where = "write %d%s: ".formatted(nth, forEver ? " and on" : "");
      desk.check().broken().stream().map(where::concat).forEach(broken::add);
      desk.integrity().stream().map((where + "integrity: ")::concat).forEach(broken::add);
    }
    broken.add("no batch passed clean within %d writes".formatted(MOST_WRITES));
    return MOST_WRITES;
  }

  /** Whether the batch met the fault. */
  private boolean strike(int nth, boolean forEver) throws Exception {
    try (WriteFault fault = WriteFault.at(writer.thread(), nth, forEver, folder)) {
      boolean acknowledged = desk.write(1).get(0).acknowledged();
      boolean met = fault.end();
      if (!acknowledged && !met) {
        broken.add("a batch failed that met no fault: " + desk.errors());
      }
      return met;
    }
  }

  private void recover() throws InterruptedException, ExecutionException, IOException {
    long start = System.nanoTime();
    while (!desk.write(1).get(0).acknowledged()) {
      if (System.nanoTime() - start > RECOVERY.toNanos()) {
        throw new IOException("writes do not work again: " + desk.errors());
      }
    }
    slowest = Math.max(slowest, (System.nanoTime() - start) / 1e6);
  }
}
