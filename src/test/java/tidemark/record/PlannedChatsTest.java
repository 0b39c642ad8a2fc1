package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.AbstractHistogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chats that were to start at a moment known beforehand. Times in milliseconds. */
class PlannedChatsTest {
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

  private static double millis(AbstractHistogram nanos) {
    return Latency.of(nanos).max();
  }

  @Test
  void timesCountFromThePlan() {
    chat(Chats.planned(ORIGIN, Chats.stream(ORIGIN + 300, 100, 500, 5)));
    chat(Chats.planned(ORIGIN, Chats.status(500, ORIGIN + 300, 10)));
    ChatFigures figures = recorder.figures();

    assertThat(millis(figures.answered())).isCloseTo(800, within(1.0));
    assertThat(millis(figures.failed())).isCloseTo(310, within(1.0));
    assertThat(millis(figures.streams().firstToken())).isCloseTo(400, within(1.0));
    assertThat(millis(figures.streams().perOutputToken())).isCloseTo(100, within(1.0));
    assertThat(millis(figures.delays())).isCloseTo(300, within(1.0));
    assertThat(figures.delays().getTotalCount()).isEqualTo(2);
  }

  @Test
  void withoutAPlanThereIsNoDelay() {
    chat(Chats.json(ORIGIN, 10));

    assertThat(recorder.figures().delays().getTotalCount()).isZero();
  }

  /** Else a generator that is late would move chats from one phase to the next. */
  @Test
  void aChatBelongsToThePhaseInWhichItWasToStart() {
    chat(Chats.planned(ORIGIN - 1, Chats.json(ORIGIN + 5, 10)));
    assertThat(recorder.figures().total()).isZero();

    chat(Chats.planned(ORIGIN, Chats.json(ORIGIN + 5, 10)));
    assertThat(recorder.figures().total()).isEqualTo(1);
  }
}
