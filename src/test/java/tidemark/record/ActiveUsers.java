package tidemark.record;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many users are under way: from the moment of their arrival, which is the planned one where
 * there is a plan, to the end of the last thing that they do. Those who wait to be let in are not.
 * Thread-safe.
 */
public final class ActiveUsers {
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  public void arrived() {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
  }

  public void left() {
    now.decrementAndGet();
  }

  public int now() {
    return now.get();
  }

  /** At one moment, so far. */
  public int most() {
    return most.get();
  }
}
