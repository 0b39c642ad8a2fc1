package tidemark.workload;

/** Makes the ids of a commit log. Pure. */
@FunctionalInterface
public interface CommitIds {
  /**
   * The id of a commit.
   *
   * @param parent id of the branch's commit before it; empty for the first
   */
  String of(String parent, Commit commit);
}
