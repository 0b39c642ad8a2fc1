package tidemark.workload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidemark.record.AuditPart;

/**
 * Compares the commits that each user counted with those in the ledger. Sums tell whether a user's
 * commits are all there; only where they do not agree are its commits read one by one.
 */
final class CommitAudit {
  /**
   * What the ledger holds of one user.
   *
   * @param lines rows
   * @param numbers different numbers among them
   * @param commits different numbers and attempts
   * @param attempts sum of the attempt numbers of these
   * @param highest number
   */
  record Found(long lines, long numbers, long commits, long attempts, long highest) {
    static final Found NOTHING = new Found(0, 0, 0, 0, 0);
  }

  private final Snapshot snapshot;
  private final boolean running;
  private final Findings findings = new Findings();
  private long acknowledged;
  private long unknown;
  private long lost;
  private long phantom;

  /**
   * An audit of commits.
   *
   * @param running true while users work on: then the newest commit of each may be there before it
   *     is acknowledged
   */
  CommitAudit(Snapshot snapshot, boolean running) {
    this.snapshot = snapshot;
    this.running = running;
  }

  /** Compares the whole ledger. */
  void everything(List<CommitCounter.Expected> expected) throws SQLException {
    Map<Integer, Found> found = new HashMap<>();
    snapshot.read(
        "writers",
        row ->
            found.put(
                row.getInt(1),
                new Found(
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6))));
    for (CommitCounter.Expected user : expected) {
      Found rows = found.remove(user.writer());
      compare(user, rows == null ? Found.NOTHING : rows);
    }
    found.forEach(this::stranger);
    missingTransfers();
    unwrittenTransfers();
  }

  AuditPart part() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("acknowledged", acknowledged);
    figures.put("lost", lost);
    figures.put("phantom", phantom);
    figures.put("unknown", unknown);
    return findings.part("acknowledged", figures);
  }

  /** Compares one user's commits. */
  void compare(CommitCounter.Expected user, Found found) throws SQLException {
    acknowledged += user.commits();
    unknown += user.uncertain().size();
    long findingsBefore = findings.count();
    long commits = user.commits();
    long lines = user.lines();
    long attempts = user.attempts();
    for (CommitCounter.Uncertain one : user.uncertain()) {
      long there = lines(one.entry());
      if (there == one.lines()) {
        commits++;
        lines += there;
        attempts += one.entry().attempt();
      } else if (there != 0) {
        findings.add(
            one.lines(),
            "commit %d of user %d, outcome unknown, is torn: %d of %d rows"
                .formatted(one.entry().number(), user.writer(), there, one.lines()));
      }
    }
    boolean agrees =
        found.commits() == commits
            && found.numbers() == commits
            && found.lines() == lines
            && found.attempts() == attempts
            && found.highest() < user.next();
    if (agrees) {
      return;
    }
    try {
      nameDifferences(user);
    } catch (SQLException e) { // that they differ is certain all the same
      findings.add(0, "the commits of user %d are not as acknowledged".formatted(user.writer()));
      throw e;
    }
    boolean maybeUnderWay = running && found.highest() >= user.next();
    if (findings.count() == findingsBefore && !maybeUnderWay) {
      notAsAcknowledged(user, found.lines() - lines);
    }
  }

  private long lines(Entry entry) throws SQLException {
    long[] count = new long[1];
    snapshot.read(
        "lines_of_commit", row -> count[0]++, entry.writer(), entry.number(), entry.attempt());
    return count[0];
  }

  /** Walks the user's commits in order: a gap is a lost one, a second or a later one a phantom. */
  private void nameDifferences(CommitCounter.Expected user) throws SQLException {
    long[] last = {0};
    snapshot.read(
        "commits_of_writer",
        row -> {
          long number = row.getLong(1);
          missing(user, last[0] + 1, Math.min(number, user.next()));
          if (number >= user.next() && running) {
            return;
          }
          if (number >= user.next()) {
            phantom(user, number, row.getLong(2), "was refused and is there");
          } else if (number == last[0]) {
            // Which of its attempts was the acknowledged one, the counters do not say.
            phantom(user, number, row.getLong(2), "is there beside another attempt");
          }
          last[0] = number;
        },
        user.writer());
    missing(user, last[0] + 1, user.next());
  }

  /** All numbers are there: some have too many rows or too few. */
  private void notAsAcknowledged(CommitCounter.Expected user, long linesOff) {
    if (linesOff > 0) {
      phantom++;
    } else {
      lost++;
    }
    findings.add(
        Math.abs(linesOff),
        "user %d has all its commits, but not as acknowledged: ledger rows off by %+d"
            .formatted(user.writer(), linesOff));
  }

  private void phantom(CommitCounter.Expected user, long number, long attempt, String how) {
    phantom++;
    findings.add(
        1, "commit %d of user %d, attempt %d, %s".formatted(number, user.writer(), attempt, how));
  }

  private void missing(CommitCounter.Expected user, long from, long until) {
    for (long number = from; number < until; number++) {
      long searched = number;
      boolean unknown = user.uncertain().stream().anyMatch(one -> one.entry().number() == searched);
      if (!unknown) {
        lost++;
        findings.add(
            1,
            "commit %d of user %d was acknowledged and is lost".formatted(number, user.writer()));
      }
    }
  }

  private void stranger(int writer, Found found) {
    phantom += found.commits();
    findings.add(
        found.commits(),
        "%d commits are of user %d, who is not of this run".formatted(found.commits(), writer));
  }

  private void missingTransfers() throws SQLException {
    snapshot.read("missing_transfers", this::missingTransfer);
  }

  /** The same for one user's commits from this number on. */
  void transfersSince(int writer, long from) throws SQLException {
    snapshot.read("missing_transfers_since", this::missingTransfer, writer, from);
    snapshot.read("unwritten_transfers_since", this::unwrittenTransfer, writer, from);
  }

  private void missingTransfer(ResultSet row) throws SQLException {
    lost++;
    findings.add(
        1,
        "transfer %d of user %d was acknowledged and its row is lost"
            .formatted(row.getLong(2), row.getLong(1)));
  }

  private void unwrittenTransfers() throws SQLException {
    snapshot.read("unwritten_transfers", this::unwrittenTransfer);
  }

  /** Half of a refused commit, or one that was changed afterwards. */
  private void unwrittenTransfer(ResultSet row) throws SQLException {
    phantom++;
    findings.add(
        1,
        "transfer %d of user %d is there, but not as its ledger says"
            .formatted(row.getLong(2), row.getLong(1)));
  }
}
