package tidemark.record;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * How many users are at work. One who waits for its turn is not, though Gatling counts it too.
 * Thread-safe.
 */
public final class ActiveUsers {
  private final AtomicInteger now = new AtomicInteger();
  private final LongAccumulator most = new LongAccumulator(Long::max, 0);

  /** One begins. */
  public void entered() {
    most.accumulate(now.incrementAndGet());
  }

  /** One ends, or waits from now on. */
  public void left() {
    now.decrementAndGet();
  }

  public int now() {
    return now.get();
  }

  /** Most at one moment so far. */
  public int most() {
    return most.intValue();
  }
}
