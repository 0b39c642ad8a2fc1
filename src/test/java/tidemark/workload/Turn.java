package tidemark.workload;

import java.util.SplittableRandom;

/**
 * One operation of one virtual user. Its choices follow from the seed, the role, the user and the
 * operation's number, and not from time, nor from how often it had to be tried.
 *
 * @param seed the run's
 * @param writer the user's number in the ledger, unique in the run
 * @param number counts the user's operations from 1
 * @param ledger where the user's commits are counted
 */
record Turn(long seed, int writer, long number, CommitCounter ledger) {
  /** Fresh draws, the same each time they are asked for. */
  SplittableRandom draws() {
    return Seeds.random(seed, writer, number);
  }
}
