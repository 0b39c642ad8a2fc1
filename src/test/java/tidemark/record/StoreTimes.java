package tidemark.record;

import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorKind;

/**
 * How much of the time of chats passed in their store, and how much of that in the wait for a
 * connection. What began during warm-up is left out, and what ends after the run. Thread-safe.
 */
public final class StoreTimes implements ServiceTimes {
  private static final double PERCENTILE = 95;

  private final MeasuredTime time = new MeasuredTime();
  private final TailShare chats = new TailShare();
  private final TailShare stores = new TailShare();
  private volatile boolean closed;

  /**
   * Sets where measurement starts.
   *
   * @param startNanos the end of warm-up, as {@link System#nanoTime()}; it may lie ahead
   */
  public void measureFrom(long startNanos) {
    time.from(startNanos);
  }

  /** The users' own figures are closed: what ends from now on is in neither. */
  public void close() {
    closed = true;
  }

  private boolean holds(long startNanos) {
    return !closed && time.holds(startNanos);
  }

  @Override
  public void served(long serviceNanos, long storeNanos) {
    if (holds(System.nanoTime() - serviceNanos)) {
      chats.add(serviceNanos, storeNanos);
    }
  }

  /** A recorder for the store itself: each of its samples is passed on. */
  public Recorder of(Recorder recorder) {
    return new Recorder() {
      @Override
      public void sample(Sample sample) {
        if (holds(sample.startNanos())) {
          stores.add(sample.endNanos() - sample.startNanos(), sample.acquireNanos());
        }
        recorder.sample(sample);
      }

      @Override
      public void error(String role, ErrorKind kind, String message, long startNanos) {
        recorder.error(role, kind, message, startNanos);
      }

      @Override
      public void error(
          String role, ErrorKind kind, String message, long startNanos, @Nullable Throwable cause) {
        recorder.error(role, kind, message, startNanos, cause);
      }
    };
  }

  /** At the 95th percentile; the count is 0 before the first chat. */
  public StoreFigures figures() {
    return new StoreFigures(chats.at(PERCENTILE), stores.at(PERCENTILE));
  }
}
