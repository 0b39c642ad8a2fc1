package tidemark.run.scenario.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was acknowledged, held against what is stored. Pure.
 *
 * @param duplicates acknowledged commits whose id another one had got before
 * @param lost acknowledged commits that are not stored under their id
 * @param altered acknowledged commits that are stored with another message
 * @param phantom stored commits that were refused, or that nobody ordered
 * @param unknown commits of which nobody was told: they may be stored, once
 */
public record CommitCheck(long duplicates, long lost, long altered, long phantom, long unknown) {
  static CommitCheck of(Collection<CommitOutcome> outcomes, Collection<StoredCommit> stored) {
    List<StoredCommit> acknowledged = new ArrayList<>();
    Set<String> open = new HashSet<>();
    for (CommitOutcome outcome : outcomes) {
      outcome
          .id()
          .ifPresent(id -> acknowledged.add(new StoredCommit(id, outcome.commit().message())));
      if (outcome.unknown()) {
        open.add(outcome.commit().message());
      }
    }
    long unknown = open.size();
    Set<String> ids = acknowledged.stream().map(StoredCommit::id).collect(Collectors.toSet());
    Set<StoredCommit> found = new HashSet<>(stored);
    Set<String> storedIds = stored.stream().map(StoredCommit::id).collect(Collectors.toSet());
    List<StoredCommit> missing =
        acknowledged.stream().filter(commit -> !found.contains(commit)).toList();
    long altered = missing.stream().filter(commit -> storedIds.contains(commit.id())).count();
    Set<StoredCommit> known = new HashSet<>(acknowledged);
    Set<StoredCommit> unseen = new HashSet<>(acknowledged);
    long phantom =
        stored.stream()
            .filter(commit -> !unseen.remove(commit)) // a second one is a phantom
            .filter(commit -> known.contains(commit) || !ids.contains(commit.id()))
            .filter(commit -> !open.remove(commit.message()))
            .count();
    return new CommitCheck(
        acknowledged.size() - ids.size(), missing.size() - altered, altered, phantom, unknown);
  }

  /** What is broken, a text for each; empty when all is as it should be. */
  public List<String> broken() {
    List<String> broken = new ArrayList<>();
    add(broken, duplicates, "ids handed out twice");
    add(broken, lost, "acknowledged commits lost");
    add(broken, altered, "messages altered");
    add(broken, phantom, "commits that nobody was told of");
    return broken;
  }

  private static void add(List<String> broken, long count, String what) {
    if (count > 0) {
      broken.add(what + ": " + count);
    }
  }

  /** All of it, by name. */
  public void addTo(Map<String, Object> figures) {
    figures.put("duplicate_ids", duplicates);
    figures.put("lost", lost);
    figures.put("altered", altered);
    figures.put("phantom", phantom);
    figures.put("unknown", unknown);
  }
}
