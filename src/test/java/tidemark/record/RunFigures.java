package tidemark.record;

import java.util.List;
import org.HdrHistogram.AbstractHistogram;

/**
 * A run's figures at one moment. Nothing in it changes.
 *
 * @param elapsedNanos from the end of warm-up to the stop of the run or the end of the last sample,
 *     whichever is later
 * @param requests one entry for each request of each role
 * @param acquire waits for a worker and a connection, in nanoseconds
 * @param errors of attempts that started after warm-up
 * @param warmupErrors of attempts that started before
 */
public record RunFigures(
    long elapsedNanos,
    List<SeriesFigures> requests,
    AbstractHistogram acquire,
    ErrorFigures errors,
    ErrorFigures warmupErrors) {

  /** All requests of a role together. */
  public SeriesFigures role(String role) {
    return requests.stream()
        .filter(one -> one.role().equals(role))
        .reduce(SeriesFigures.none(role), SeriesFigures::plus);
  }

  /** Everything together. */
  public SeriesFigures all() {
    return requests.stream().reduce(SeriesFigures.none(""), SeriesFigures::plus);
  }

  /** Measured time in seconds. */
  public double elapsedSeconds() {
    return elapsedNanos / 1e9;
  }

  /** A count as a rate per second; 0 when no time has passed. */
  public double perSecond(long count) {
    return elapsedNanos == 0 ? 0 : count / elapsedSeconds();
  }
}
