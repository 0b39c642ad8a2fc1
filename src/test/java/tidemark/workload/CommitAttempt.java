package tidemark.workload;

/** One attempt at a commit. */
public final class CommitAttempt {
  private final Commit commit;
  private String parent = "";
  private String id = "";

  public CommitAttempt(Commit commit) {
    this.commit = commit;
  }

  Commit commit() {
    return commit;
  }

  /** The id of the branch's newest commit; empty before the first. */
  String parent() {
    return parent;
  }

  void after(String newest) {
    parent = newest;
  }

  /** The commit's own; empty as long as it has none. */
  public String id() {
    return id;
  }

  void named(String given) {
    id = given;
  }
}
