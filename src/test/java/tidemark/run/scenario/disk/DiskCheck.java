package tidemark.run.scenario.disk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was acknowledged, held against what is stored. Pure.
 *
 * @param acknowledged batches that were
 * @param refused batches that were
 * @param unknown batches of which nobody was told: they may be stored, whole
 * @param lost acknowledged batches of which nothing is stored
 * @param torn batches, whatever became of them, of which a part is stored
 * @param phantom batches that are stored whole, though they were refused or never written
 * @param altered rows that hold something else than was written
 */
record DiskCheck(
    long acknowledged,
    long refused,
    long unknown,
    long lost,
    long torn,
    long phantom,
    long altered) {

  /**
   * Compares.
   *
   * @param stored how many rows there are of each batch of which there are any
   * @param altered how many of them hold something else
   */
  static DiskCheck of(Collection<DiskOutcome> outcomes, Map<Long, Integer> stored, long altered) {
    Map<Long, Integer> left = new HashMap<>(stored);
    long acknowledged = 0;
    long unknown = 0;
    long lost = 0;
    for (DiskOutcome outcome : outcomes) {
      boolean there = left.getOrDefault(outcome.batch(), 0) == DiskBatch.ROWS;
      if (outcome.acknowledged()) {
        acknowledged++;
      } else if (outcome.unknown()) {
        unknown++;
      }
      if (outcome.acknowledged() && !left.containsKey(outcome.batch())) {
        lost++;
      }
      if (there && (outcome.acknowledged() || outcome.unknown())) {
        left.remove(outcome.batch());
      }
    }
    long phantom = left.values().stream().filter(rows -> rows == DiskBatch.ROWS).count();
    long torn = left.size() - phantom;
    long refused = outcomes.size() - acknowledged - unknown;
    return new DiskCheck(acknowledged, refused, unknown, lost, torn, phantom, altered);
  }

  /** What is broken, a text for each; empty when all is as it should be. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    add(broken, lost, "acknowledged batches lost");
    add(broken, torn, "batches of which a part is stored");
    add(broken, phantom, "batches stored that were refused");
    add(broken, altered, "rows altered");
    return broken;
  }

  private static void add(List<String> broken, long count, String what) {
    if (count > 0) {
      broken.add(what + ": " + count);
    }
  }

  /** All of it, by name. */
  void addTo(Map<String, Object> figures) {
    figures.put("acknowledged", acknowledged);
    figures.put("refused", refused);
    figures.put("unknown", unknown);
    figures.put("lost", lost);
    figures.put("torn", torn);
    figures.put("phantom", phantom);
    figures.put("altered", altered);
  }
}
