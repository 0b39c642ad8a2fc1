package tidemark.record;

import org.HdrHistogram.AbstractHistogram;

/**
 * How the load generator itself did, over the measured time.
 *
 * @param elapsedNanos of measured time
 * @param cores that the process may use
 * @param cpuNanos time that the process had on all cores together, embedded targets included
 * @param machinePercent share of all cores that was busy, whoever had it; no less than {@link
 *     #cpuPercent}
 * @param gcPauseMillis time for which collections stopped the process
 * @param timerLag how late timers fired on the event loops that users run on, in nanoseconds; not
 *     to be changed
 * @param heapUsed at the end, in bytes, garbage included
 * @param heapMax that the heap may grow to, in bytes
 */
public record GeneratorFigures(
    long elapsedNanos,
    int cores,
    long cpuNanos,
    double machinePercent,
    long gcPauseMillis,
    AbstractHistogram timerLag,
    long heapUsed,
    long heapMax) {
  private static final double NANOS_PER_MILLI = 1e6;

  public GeneratorFigures {
    double own = percent(cpuNanos / (double) cores, elapsedNanos);
    machinePercent = Math.max(own, machinePercent);
  }

  /** Time on the cores over what all of them have, in percent. */
  public double cpuPercent() {
    return percent(cpuNanos / (double) cores, elapsedNanos);
  }

  /** Share of the time for which collections stopped everything, in percent. */
  public double gcPercent() {
    return percent(gcPauseMillis * NANOS_PER_MILLI, elapsedNanos);
  }

  /** Measured time in seconds. */
  public double elapsedSeconds() {
    return elapsedNanos / 1e9;
  }

  private static double percent(double nanos, long elapsedNanos) {
    return elapsedNanos <= 0 ? 0 : 100 * nanos / elapsedNanos;
  }
}
