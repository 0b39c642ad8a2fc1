package tidemark.run.scenario.disk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import tidemark.record.Figures;
import tidemark.run.scenario.Observation;

/**
 * Writes until the disk is full and beyond, gives it room, writes again, and looks at what is
 * there. Used once.
 */
final class DiskFill {
  private static final int BEFORE = 20;
  private static final int MOST_ROUNDS = 5_000;
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private final DiskDesk desk;
  private final Space space;
  private final int connections;
  private final Survival survival;
  private final List<String> broken = new ArrayList<>();

  /**
   * What a database does when its disk is full.
   *
   * @param errors categories of those that it may answer with
   * @param readable whether it can be read then, and writes at once when there is room
   * @param refusals batches that are to be refused before there is room again
   */
  record Survival(Set<String> errors, boolean readable, int refusals) {}

  /**
   * What is to be tried.
   *
   * @param connections of the engine of that desk
   */
  DiskFill(DiskDesk desk, Space space, int connections, Survival survival) {
    this.desk = desk;
    this.space = space;
    this.connections = connections;
    this.survival = survival;
  }

  Observation run() throws Exception {
    allWritten(BEFORE, "before the disk was full", 0);
    space.fill();
    if (!writeUntilRefused()) {
      broken.add("the disk was never full");
    }
    if (survival.readable()) {
      desk.check().broken().stream().map("while full: "::concat).forEach(broken::add);
    }
    double recovery = recover();
    // A connection to a server that was restarted fails once: the pool cannot know.
    allWritten(2 * BEFORE, "after there was room again", survival.readable() ? 0 : connections);
    return observed(recovery);
  }

  /** Every connection has its turn with a full disk, more than once. */
  private boolean writeUntilRefused() throws InterruptedException, ExecutionException {
    int refused = 0;
    for (int round = 0; round < MOST_ROUNDS && refused < survival.refusals(); round++) {
      for (DiskOutcome outcome : desk.write(connections)) {
        refused += outcome.acknowledged() ? 0 : 1;
      }
    }
    return refused > 0;
  }

  /** A connection that came back to the pool with a transaction in it would be seen here. */
  private void allWritten(int batches, String when, int tolerated)
      throws InterruptedException, ExecutionException {
    int written = 0;
    long failed = 0;
    while (written < batches) { // no batch waits for a connection
      List<DiskOutcome> round = desk.write(connections);
      written += round.size();
      failed += round.stream().filter(outcome -> !outcome.acknowledged()).count();
    }
    if (failed > tolerated) {
      broken.add("%d of %d batches failed %s: %s".formatted(failed, written, when, desk.errors()));
    }
  }

  /** Makes room; milliseconds until a batch is written. */
  private double recover() throws Exception {
    long start = System.nanoTime();
    space.free();
    int tries = 0;
    while (System.nanoTime() - start < RECOVERY.toNanos()) {
      tries++;
      if (desk.write(1).get(0).acknowledged()) {
        break;
      }
    }
    if (survival.readable() && tries > 1) {
      broken.add("the first write after there was room failed: " + desk.errors());
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private Observation observed(double recovery) throws InterruptedException, ExecutionException {
    Map<String, Long> errors = desk.errors();
    Set<String> others = new TreeSet<>(errors.keySet());
    others.removeAll(survival.errors());
    if (!others.isEmpty()) {
      broken.add("errors of another class: " + others);
    }
    DiskCheck check = desk.check();
    broken.addAll(check.broken());
    desk.integrity().stream().map("integrity: "::concat).forEach(broken::add);
    Map<String, Object> figures = new LinkedHashMap<>();
    check.addTo(figures);
    figures.put("errors", errors);
    figures.put("recovery_ms", recovery);
    String text =
        "%s batches acknowledged, %s refused, %s unknown; errors %s; writes work %s after room is made"
            .formatted(
                Figures.count(check.acknowledged()),
                Figures.count(check.refused()),
                Figures.count(check.unknown()),
                errors,
                Figures.millis(recovery));
    return Observation.of(text, broken, figures);
  }
}
