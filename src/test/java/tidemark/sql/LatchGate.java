package tidemark.sql;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tidemark.testdb.Await;

/** Holds a plan in its handler; for engines whose handlers may block. */
public final class LatchGate implements Gate {
  private static final Sql ONE = new Sql("gate", "SELECT 1");

  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger held = new AtomicInteger();

  @Override
  public <I, S> Plan.Builder<I, S> hold(Plan.Builder<I, S> plan) {
    return plan.query(ONE, (state, rows) -> waitForOpening());
  }

  private void waitForOpening() {
    held.incrementAndGet();
    try {
      open.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void awaitHeld(int count) throws Exception {
    Await.until(count + " plans are held", () -> held.get() == count);
  }

  @Override
  public void open() {
    open.countDown();
  }
}
