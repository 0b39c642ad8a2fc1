package tidemark.workload;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far one user's part of the ledger has been read, and what was found there. What is settled is
 * never read again: numbers follow one another, and only a commit of unknown outcome can still come
 * in later. Not thread-safe.
 */
final class Page {
  private final int writer;
  private final List<CommitCounter.Uncertain> outstanding = new ArrayList<>();
  private final List<LedgerLine> commit = new ArrayList<>();
  private final Set<String> uncompared = new HashSet<>();
  private long settledBefore = 1;
  private long comparedBefore = 1;
  private int uncertainKnown;
  private long lines;
  private long numbers;
  private long commits;
  private long attempts;
  private long highest;

  Page(int writer) {
    this.writer = writer;
  }

  /**
   * Reads on. Whole commits are settled one by one, so a read that is broken off does no harm.
   *
   * @param user what the user knew of its commits before the snapshot
   * @param settled takes what is final
   * @param draft takes that and what may still be under way
   */
  void read(Snapshot snapshot, CommitCounter.Expected user, Holdings settled, Holdings draft)
      throws SQLException {
    for (int i = uncertainKnown; i < user.uncertain().size(); i++) {
      outstanding.add(user.uncertain().get(i));
    }
    uncertainKnown = user.uncertain().size();
    lateOnes(snapshot, settled, draft);
    commit.clear();
    snapshot.read(
        "lines_since",
        row -> {
          LedgerLine line = LedgerLine.of(row);
          uncompared.add(line.kind());
          if (!commit.isEmpty() && commit.get(0).number() != line.number()) {
            settle(settled, draft);
          }
          if (line.number() < user.next()) {
            commit.add(line);
          } else {
            draft.add(line);
          }
        },
        writer,
        settledBefore);
    if (!commit.isEmpty()) {
      settle(settled, draft);
    }
    settledBefore = user.next();
  }

  /** Commits of unknown outcome whose number was passed before they were there. */
  private void lateOnes(Snapshot snapshot, Holdings settled, Holdings draft) throws SQLException {
    for (CommitCounter.Uncertain one : List.copyOf(outstanding)) {
      Entry entry = one.entry();
      if (entry.number() < settledBefore) {
        commit.clear();
        snapshot.read(
            "lines_of_commit",
            row -> commit.add(LedgerLine.of(row)),
            writer,
            entry.number(),
            entry.attempt());
        if (!commit.isEmpty()) {
          settle(settled, draft);
        }
      }
    }
  }

  /** All attempts at one number: more than one is a defect, which the counts will show. */
  private void settle(Holdings settled, Holdings draft) {
    for (LedgerLine line : commit) {
      settled.add(line);
      draft.add(line);
      lines++;
      if (line.line() == 0) {
        commits++;
        attempts += line.attempt();
      }
      outstanding.removeIf(
          one -> one.entry().number() == line.number() && one.entry().attempt() == line.attempt());
    }
    numbers++;
    highest = Math.max(highest, commit.get(0).number());
    settledBefore = Math.max(settledBefore, commit.get(0).number() + 1);
    commit.clear();
  }

  /** The first number whose other rows have not been compared with the ledger's. */
  long comparedBefore() {
    return comparedBefore;
  }

  /** The kinds of these lines. */
  Set<String> uncompared() {
    return uncompared;
  }

  /** All that is settled has been compared. */
  void compared() {
    comparedBefore = settledBefore;
    uncompared.clear();
  }

  /** What was found of the settled commits. */
  CommitAudit.Found found() {
    return new CommitAudit.Found(lines, numbers, commits, attempts, highest);
  }
}
