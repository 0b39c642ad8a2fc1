package tidemark.dashboard;

import tidemark.record.RunHeader;
import tidemark.record.Snapshot;

/** Times of a run as people read them on a clock. */
final class Clock {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;

  private Clock() {}

  /** How long a run has been measured, and how long it will be: {@code 0:18 / 0:30}. */
  static String measured(RunHeader header, Snapshot run) {
    String measured = of(run.measuredNanos());
    if (run.plannedNanos().isEmpty()) {
      return measured;
    }
    // Cases have limits, most of which are far off.
    String parting = header.cases().isPresent() ? ", at most " : " / ";
    long planned = run.plannedNanos().getAsLong() - header.warmup().toNanos();
    return measured + parting + of(planned);
  }

  /** Full seconds that have passed: {@code 0:18}, {@code 1:02:03}. */
  static String of(long nanos) {
    long seconds = Math.max(0, nanos) / NANOS_PER_SECOND;
    long minutes = seconds / MINUTE % MINUTE;
    return seconds < HOUR
        ? "%d:%02d".formatted(minutes, seconds % MINUTE)
        : "%d:%02d:%02d".formatted(seconds / HOUR, minutes, seconds % MINUTE);
  }
}
