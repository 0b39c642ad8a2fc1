package tidemark.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopperTest {
  private final CountDownLatch beginning = new CountDownLatch(1);
  private final CountDownLatch mayBegin = new CountDownLatch(1);
  private final AtomicInteger begun = new AtomicInteger();
  private final Stopper stopper = new Stopper(2, new SlowBeginning());

  private final class SlowBeginning implements Ending {
    @Override
    public Duration begun(long nowNanos) {
      begun.incrementAndGet();
      beginning.countDown();
      awaitUninterrupted(mayBegin);
      return Duration.ofHours(1);
    }

    @Override
    public void drain(StopReason reason) {}

    @Override
    public void hurry(StopReason reason) {}

    @Override
    public List<ReportRow> finish(StopReason reason) {
      return List.of();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a user did before would be taken for a part of the warm-up. */
  @Test
  void noUserIsAheadOfTheBeginning() throws InterruptedException {
    Thread first = new Thread(stopper::userStarted);
    Thread second = new Thread(stopper::userStarted);
    first.start();
    beginning.await();
    second.start();
    while (second.getState() != Thread.State.BLOCKED) {
      assertThat(second.isAlive()).as("waits").isTrue();
      Thread.onSpinWait();
    }

    mayBegin.countDown();

    first.join();
    second.join();
    assertThat(begun).hasValue(1);
  }
}
