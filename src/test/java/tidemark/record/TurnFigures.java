package tidemark.record;

/**
 * What one of those who take turns has done in its own.
 *
 * @param name who
 * @param turns how often it has had its turn, to the end
 * @param elapsedNanos measured time of those
 * @param cpuNanos time that this process had in them, on all cores together
 * @param samples of all requests, by the moment when they started
 * @param unexpected errors of attempts
 */
public record TurnFigures(
    String name,
    int turns,
    long elapsedNanos,
    long cpuNanos,
    SeriesFigures samples,
    long unexpected) {

  /** Operations per second of its own time; 0 when it has had none. */
  public double operationsPerSecond() {
    return elapsedNanos == 0 ? 0 : samples.operations() / (elapsedNanos / 1e9);
  }

  /** Processor time for each operation, in nanoseconds; 0 without an operation. */
  public double cpuNanosPerOperation() {
    return samples.operations() == 0 ? 0 : cpuNanos / (double) samples.operations();
  }
}
