package tidemark.record;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * The figures of one request, of one role, or of all together, at one moment.
 *
 * @param role the scenario; empty for all
 * @param request the request; empty for all of the role
 * @param operations samples that changed or read something
 * @param refused samples that the bank refused
 * @param unexpected samples that failed with an unexpected error
 * @param retries further tries in all
 * @param answered latencies in nanoseconds of samples that are OK; not to be changed
 * @param failed latencies in nanoseconds of samples that are KO; not to be changed
 */
public record SeriesFigures(
    String role,
    String request,
    long operations,
    long refused,
    long unexpected,
    long retries,
    AbstractHistogram answered,
    AbstractHistogram failed) {

  static SeriesFigures none(String role) {
    return new SeriesFigures(role, "", 0, 0, 0, 0, new Histogram(3), new Histogram(3));
  }

  /** All samples. */
  public long samples() {
    return answered.getTotalCount() + failures();
  }

  /** Samples that are KO. */
  public long failures() {
    return failed.getTotalCount();
  }

  /** Both together, under this one's name. */
  SeriesFigures plus(SeriesFigures other) {
    Histogram bothAnswered = new Histogram(3);
    bothAnswered.add(answered);
    bothAnswered.add(other.answered);
    Histogram bothFailed = new Histogram(3);
    bothFailed.add(failed);
    bothFailed.add(other.failed);
    return new SeriesFigures(
        role,
        request,
        operations + other.operations,
        refused + other.refused,
        unexpected + other.unexpected,
        retries + other.retries,
        bothAnswered,
        bothFailed);
  }
}
