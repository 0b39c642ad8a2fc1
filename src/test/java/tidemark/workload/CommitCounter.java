package tidemark.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts one virtual user's commits. A number is used up when its commit is acknowledged or its
 * outcome is unknown, and used again by the next attempt when it is refused: so the numbers that
 * must be in the ledger have no gaps, and a few counters say all there is to know. Thread-safe.
 */
final class CommitCounter {
  /**
   * A commit whose outcome nobody knows.
   *
   * @param lines ledger rows that it has if it is there
   */
  record Uncertain(Entry entry, int lines) {}

  /**
   * What the ledger must hold of this user.
   *
   * @param next the number that no commit may have reached
   * @param commits acknowledged
   * @param lines ledger rows of these
   * @param attempts sum of their attempt numbers
   * @param uncertain those with unknown outcome
   */
  record Expected(
      int writer, long next, long commits, long lines, long attempts, List<Uncertain> uncertain) {}

  private final int writer;
  private final List<Uncertain> uncertain = new ArrayList<>();
  private long next = 1;
  private long attempt;
  private long commits;
  private long lines;
  private long attempts;

  CommitCounter(int writer) {
    this.writer = writer;
  }

  /** The entry for an attempt that starts now. */
  synchronized Entry attempt() {
    attempt++;
    return new Entry(writer, next, attempt);
  }

  synchronized void acknowledged(Entry entry, int entryLines) {
    commits++;
    lines += entryLines;
    attempts += entry.attempt();
    advance();
  }

  synchronized void uncertain(Entry entry, int entryLines) {
    uncertain.add(new Uncertain(entry, entryLines));
    advance();
  }

  /** The number is used up: somebody else remembers that its outcome is unknown. */
  synchronized void advance() {
    next++;
    attempt = 0;
  }

  synchronized Expected expected() {
    return new Expected(writer, next, commits, lines, attempts, List.copyOf(uncertain));
  }
}
