package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** On an event loop whose time stands still unless it is told to go on. */
class LimitTimerTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final AtomicInteger calls = new AtomicInteger();
  private final LimitTimer timer = new LimitTimer(channel.eventLoop(), calls::incrementAndGet);

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  /** The event loop is told that so much time has gone by. */
  private void pass(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  @Test
  void callsOnceWhenItIsDue() {
    timer.set(System.nanoTime());
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(1));

    assertThat(calls).hasValue(1);
  }

  @Test
  void isMovedOnWithoutAskingTheEventLoop() {
    timer.set(System.nanoTime());
    timer.set(in(Duration.ofHours(1)));
    pass(Duration.ofSeconds(1)); // wakes, and sees that it is not due yet

    assertThat(calls).hasValue(0);
  }

  @Test
  void anEarlierTimeCounts() {
    timer.set(in(Duration.ofHours(1)));
    timer.set(System.nanoTime());
    pass(Duration.ofSeconds(1));

    assertThat(calls).hasValue(1);
  }

  @Test
  void aCancelledOneDoesNotCall() {
    timer.set(System.nanoTime());
    timer.cancel();
    pass(Duration.ofSeconds(1));

    assertThat(calls).hasValue(0);
  }

  @Test
  void canBeSetAgain() {
    timer.set(System.nanoTime());
    pass(Duration.ofSeconds(1));
    timer.set(System.nanoTime());
    pass(Duration.ofSeconds(1));

    assertThat(calls).hasValue(2);
  }
}
