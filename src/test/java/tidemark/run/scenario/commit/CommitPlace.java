package tidemark.run.scenario.commit;

import tidemark.workload.CommitLog;

/**
 * Where the commits of a run go.
 *
 * @param tag of the run: begins every message, id and branch; small letters, digits and underscores
 * @param branches commits go round them; 1 or more
 * @param retries further tries of a commit after an error of the retry class
 */
public record CommitPlace(CommitLog log, String tag, int branches, int retries) {
  /** A place where each commit is tried once. */
  public CommitPlace(CommitLog log, String tag, int branches) {
    this(log, tag, branches, 0);
  }

  /** Whose turn it is at the commit with this number. */
  public int branch(int number) {
    return number % branches;
  }
}
