package tidemark.sql;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import tidemark.record.PoolFigures;
import tidemark.record.PoolUse;

/**
 * Counts who holds and who waits. Waiting for a worker is waiting for a connection: there are as
 * many of the one as of the other. Thread-safe.
 */
public final class PoolGauge {
  private final int max;
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger peakActive = new AtomicInteger();
  private final AtomicInteger peakWaiting = new AtomicInteger();
  private final LongAdder timeouts = new LongAdder();

  public PoolGauge(int max) {
    this.max = max;
  }

  public void waits() {
    raise(peakWaiting, waiting.incrementAndGet());
  }

  /** The wait is over without a connection. */
  public void gaveUp() {
    waiting.decrementAndGet();
  }

  public void timedOut() {
    timeouts.increment();
  }

  public void holds() {
    waiting.decrementAndGet();
    raise(peakActive, active.incrementAndGet());
  }

  public void released() {
    active.decrementAndGet();
  }

  /** Reads first: a peak is rarely a new one. */
  private static void raise(AtomicInteger peak, int value) {
    if (value > peak.get()) {
      peak.accumulateAndGet(value, Math::max);
    }
  }

  public PoolUse use() {
    return new PoolUse(max, active.get(), waiting.get());
  }

  public PoolFigures figures() {
    return new PoolFigures(max, peakActive.get(), peakWaiting.get(), timeouts.sum());
  }
}
