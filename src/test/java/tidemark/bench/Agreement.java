package tidemark.bench;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AtomicHistogram;
import tidemark.record.Latency;

/**
 * How far one figure of the client agrees with the server's own. What the client measures is what
 * the server says and the way there and back: so much is the error. Thread-safe.
 */
final class Agreement {
  private final AtomicHistogram truth = histogram();
  private final AtomicHistogram measured = histogram();
  private final AtomicHistogram error = histogram();
  private final AtomicHistogram there = histogram();
  private final AtomicHistogram back = histogram();

  private static AtomicHistogram histogram() {
    return new AtomicHistogram(TimeUnit.HOURS.toNanos(1), 3);
  }

  /**
   * Adds what both say of one chat, all as {@link System#nanoTime()}.
   *
   * @param startNanos when it started, for the client
   * @param readNanos when the server had read the request
   * @param writtenNanos when the server was about to write what is waited for
   * @param endNanos when that had come, for the client
   * @throws IllegalArgumentException if that is not their order: their clocks are not one
   */
  void add(long startNanos, long readNanos, long writtenNanos, long endNanos) {
    if (readNanos < startNanos || writtenNanos < readNanos || endNanos < writtenNanos) {
      throw new IllegalArgumentException("client and server do not have one clock");
    }
    truth.recordValue(writtenNanos - readNanos);
    measured.recordValue(endNanos - startNanos);
    error.recordValue(endNanos - startNanos - (writtenNanos - readNanos));
    there.recordValue(readNanos - startNanos);
    back.recordValue(endNanos - writtenNanos);
  }

  /** The cells of a table; times in milliseconds. */
  String cells() {
    Latency errors = Latency.of(error);
    return String.format(
        Locale.ROOT,
        "%d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f",
        errors.count(),
        median(truth),
        median(measured),
        errors.median(),
        errors.p99(),
        errors.max(),
        median(there),
        median(back));
  }

  private static double median(AtomicHistogram nanos) {
    return Latency.of(nanos).median();
  }
}
