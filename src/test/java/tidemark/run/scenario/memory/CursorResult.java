package tidemark.run.scenario.memory;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What was read of a large result.
 *
 * @param wrong rows that were not as they had to be
 * @param bytes of all rows
 * @param peak most of the heap that was used, in bytes
 * @param heap most that it may have, in bytes
 */
record CursorResult(long rows, long wrong, long bytes, long peak, long heap) {
  private static final Pattern LINE =
      Pattern.compile("read: rows=(\\d+) wrong=(\\d+) bytes=(\\d+) peak=(\\d+) heap=(\\d+)");

  String line() {
    return "read: rows=%d wrong=%d bytes=%d peak=%d heap=%d"
        .formatted(rows, wrong, bytes, peak, heap);
  }

  /** The one in a console; empty if there is none. */
  static Optional<CursorResult> in(String console) {
    return LINE.matcher(console).results().findFirst().map(CursorResult::of);
  }

  private static CursorResult of(MatchResult line) {
    return new CursorResult(
        number(line, 1), number(line, 2), number(line, 3), number(line, 4), number(line, 5));
  }

  private static long number(MatchResult line, int group) {
    return Long.parseLong(line.group(group));
  }
}
