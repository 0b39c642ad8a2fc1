package tidemark.run.scenario.memory;

import java.util.SplittableRandom;

/** Texts of all kinds of characters. */
final class MessageText {
  /**
   * The last of those that take 1, 2, 3 and 4 bytes in UTF-8; without 0, which no text may have.
   */
  private static final int[] ENDS = {0x0, 0x7f, 0x7ff, 0xffff, 0x10ffff};

  private MessageText() {}

  /**
   * A text that takes so many bytes in UTF-8: characters of one, two, three and four bytes, each as
   * often, control characters and those that nobody has given a meaning among them.
   */
  static String of(SplittableRandom random, int bytes) {
    StringBuilder text = new StringBuilder(bytes);
    for (int left = bytes; left > 0; ) {
      int size = 1 + random.nextInt(Math.min(left, ENDS.length - 1));
      text.appendCodePoint(character(random, size));
      left -= size;
    }
    return text.toString();
  }

  private static int character(SplittableRandom random, int size) {
    int drawn;
    do {
      drawn = random.nextInt(ENDS[size - 1] + 1, ENDS[size] + 1);
    } while (Character.MIN_SURROGATE <= drawn && drawn <= Character.MAX_SURROGATE);
    return drawn;
  }
}
