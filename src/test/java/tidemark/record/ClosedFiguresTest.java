package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.testdb.Await;

/** Whoever closes the figures has the last word. Times in milliseconds. */
class ClosedFiguresTest {
  private static final long MILLI = 1_000_000;

  /** The end of warm-up. */
  private static final long ORIGIN = 5_000;

  private final RunChatRecorder recorder = new RunChatRecorder(ChatSlo.NONE);

  @BeforeEach
  void warmedUp() {
    recorder.measureFrom(ORIGIN * MILLI);
  }

  private void chat(ChatSample sample) {
    recorder.chat(sample, null);
  }

  @Test
  void onceClosedNobodyIsToldOfAChat() {
    assertThat(recorder.tell(() -> chat(Chats.json(ORIGIN, 10)))).isTrue();

    ChatFigures last = recorder.close();

    assertThat(recorder.tell(() -> chat(Chats.json(ORIGIN, 10)))).isFalse();
    assertThat(last.total()).isEqualTo(1);
    assertThat(recorder.figures().total()).isEqualTo(1);
  }

  /** Else the figures would have a chat that the log of answers, closed next, does not get. */
  @Test
  void closingWaitsForThoseWhoAreJustTelling() throws Exception {
    CountDownLatch counted = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    Thread user =
        new Thread(
            () ->
                recorder.tell(
                    () -> {
                      chat(Chats.json(ORIGIN, 10));
                      counted.countDown();
                      awaitUninterrupted(mayGoOn);
                    }));
    user.start();
    counted.await();
    AtomicLong total = new AtomicLong();
    Thread end = new Thread(() -> total.set(recorder.close().total()));
    end.start();
    Await.until("it waits", () -> end.getState() == Thread.State.WAITING);
    assertThat(total).hasValue(0);

    mayGoOn.countDown();

    end.join();
    user.join();
    assertThat(total).hasValue(1);
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
