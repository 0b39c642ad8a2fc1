package tidemark.run.scenario.disk;

import java.util.SplittableRandom;

/**
 * Rows that are written in one transaction: all of them are stored, or none. What they hold follows
 * from their numbers, so that whoever reads them knows what was written.
 *
 * @param number from 0; ballast, which nobody looks for again, has numbers below
 */
record DiskBatch(long number) {
  static final int ROWS = 20;

  private static final int WORDS = 63;

  /** About 1,000 characters that no database can make much shorter. */
  static String body(long batch, int part) {
    SplittableRandom random = new SplittableRandom(batch * ROWS + part);
    StringBuilder text = new StringBuilder(WORDS * Long.SIZE / 4);
    for (int i = 0; i < WORDS; i++) {
      text.append(Long.toHexString(random.nextLong()));
    }
    return text.toString();
  }
}
