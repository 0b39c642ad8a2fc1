package tidemark.record;

import java.util.Map;

/**
 * What the sessions of a database server were doing, seen from time to time.
 *
 * @param samples how often somebody looked
 * @param seen how many sessions were seen at what, in all samples; idle ones are left out
 */
public record SessionFigures(long samples, Map<String, Long> seen) {

  public SessionFigures {
    seen = Map.copyOf(seen);
  }

  /** Sessions that were not idle, on average. */
  public double atOnce() {
    return samples == 0 ? 0 : all() / (double) samples;
  }

  /** What they were at, over all that they did, in percent. */
  public double percent(String what) {
    return all() == 0 ? 0 : 100.0 * seen.getOrDefault(what, 0L) / all();
  }

  private long all() {
    return seen.values().stream().mapToLong(Long::longValue).sum();
  }
}
