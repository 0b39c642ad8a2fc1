package tidemark.record;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Moments as ISO 8601 in UTC, to the millisecond. Those of one second have all but the end in
 * common, which is formatted once. Not thread-safe.
 */
final class Timestamps {
  private static final DateTimeFormatter ISO_MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final int MILLIS_PER_SECOND = 1_000;
  private static final int END = "000Z".length();

  private long second = Long.MIN_VALUE;
  private String begin = "";

  /** In milliseconds since the epoch. */
  String at(long millis) {
    long itsSecond = Math.floorDiv(millis, MILLIS_PER_SECOND);
    if (itsSecond != second) {
      String whole = ISO_MILLIS.format(Instant.ofEpochMilli(millis));
      begin = whole.substring(0, whole.length() - END);
      second = itsSecond;
    }
    int part = Math.floorMod(millis, MILLIS_PER_SECOND);
    return begin + part / 100 + part / 10 % 10 + part % 10 + 'Z';
  }
}
