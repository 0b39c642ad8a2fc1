package tidemark.dashboard;

/** Times of a run as people read them on a clock. */
final class Clock {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;

  private Clock() {}

  /** Full seconds that have passed: {@code 0:18}, {@code 1:02:03}. */
  static String of(long nanos) {
    long seconds = Math.max(0, nanos) / NANOS_PER_SECOND;
    long minutes = seconds / MINUTE % MINUTE;
    return seconds < HOUR
        ? "%d:%02d".formatted(minutes, seconds % MINUTE)
        : "%d:%02d:%02d".formatted(seconds / HOUR, minutes, seconds % MINUTE);
  }
}
