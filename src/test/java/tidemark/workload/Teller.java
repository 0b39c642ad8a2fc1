package tidemark.workload;

import java.time.Duration;
import java.util.SplittableRandom;

/** One virtual user: counts its operations and draws its pauses. Used by its own user only. */
final class Teller {
  /** The session attribute that a user's teller is under. */
  static final String ATTRIBUTE = "teller";

  private final long seed;
  private final int writer;
  private final CommitCounter ledger;
  private final SplittableRandom pauses;
  private long turns;

  Teller(long seed, int writer, CommitCounter ledger) {
    this.seed = seed;
    this.writer = writer;
    this.ledger = ledger;
    this.pauses = Seeds.random(seed, writer);
  }

  Turn nextTurn() {
    turns++;
    return new Turn(seed, writer, turns, ledger);
  }

  /** A pause from half to one and a half times the mean. */
  Duration pause(Duration mean) {
    return Duration.ofNanos((long) (mean.toNanos() * (0.5 + pauses.nextDouble())));
  }
}
