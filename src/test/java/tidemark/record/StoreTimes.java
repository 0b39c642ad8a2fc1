package tidemark.record;

import tidemark.error.ErrorKind;

/**
 * How much of the time of chats passed in their store, and how much of that in the wait for a
 * connection. What began during warm-up is left out. Thread-safe.
 */
public final class StoreTimes implements ServiceTimes {
  private static final double PERCENTILE = 95;

  private final MeasuredTime time = new MeasuredTime();
  private final TailShare chats = new TailShare();
  private final TailShare stores = new TailShare();

  /**
   * Sets where measurement starts.
   *
   * @param startNanos the end of warm-up, as {@link System#nanoTime()}; it may lie ahead
   */
  public void measureFrom(long startNanos) {
    time.from(startNanos);
  }

  @Override
  public void served(long serviceNanos, long storeNanos) {
    if (time.holds(System.nanoTime() - serviceNanos)) {
      chats.add(serviceNanos, storeNanos);
    }
  }

  /** A recorder for the store itself: each of its samples is passed on. */
  public Recorder of(Recorder recorder) {
    return new Recorder() {
      @Override
      public void sample(Sample sample) {
        if (time.holds(sample.startNanos())) {
          stores.add(sample.endNanos() - sample.startNanos(), sample.acquireNanos());
        }
        recorder.sample(sample);
      }

      @Override
      public void error(String role, ErrorKind kind, String message, long startNanos) {
        recorder.error(role, kind, message, startNanos);
      }
    };
  }

  /** At the 95th percentile; the count is 0 before the first chat. */
  public StoreFigures figures() {
    return new StoreFigures(chats.at(PERCENTILE), stores.at(PERCENTILE));
  }
}
