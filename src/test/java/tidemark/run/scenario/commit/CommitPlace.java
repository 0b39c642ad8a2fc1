package tidemark.run.scenario.commit;

import tidemark.workload.CommitLog;

/**
 * Where the commits of a run go.
 *
 * @param tag of the run: begins every message, id and branch; small letters, digits and underscores
 * @param branches commits go round them; 1 or more
 */
public record CommitPlace(CommitLog log, String tag, int branches) {
  /** Whose turn it is at the commit with this number. */
  public int branch(int number) {
    return number % branches;
  }
}
