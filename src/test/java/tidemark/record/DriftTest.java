package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times in milliseconds; 4 s are measured, a second is a quarter. */
class DriftTest {
  private static final long ORIGIN = 5_000;

  private final RunChatRecorder recorder =
      new RunChatRecorder(ChatSlo.NONE, Optional.of(Duration.ofSeconds(4)));

  @BeforeEach
  void warmedUp() {
    recorder.measureFrom(ORIGIN * 1_000_000);
  }

  private void answer(long start, long lasting) {
    recorder.chat(Chats.json(ORIGIN + start, lasting), null);
  }

  private void failure(long start) {
    recorder.chat(Chats.status(503, ORIGIN + start, 10_000), null);
  }

  private void stream(long start, long lasting) {
    recorder.chat(Chats.stream(ORIGIN + start, 10, lasting, 5), null);
  }

  private Drift drift() {
    return recorder.figures().drift().orElseThrow();
  }

  @Test
  void aChatBelongsToTheQuarterInWhichItStarted() {
    answer(-1, 7);
    answer(0, 5_000);
    answer(999, 100);
    answer(1_000, 7);
    answer(2_999, 5_000);
    answer(3_000, 200);
    answer(4_001, 200);

    assertThat(drift().times().first().getTotalCount()).isEqualTo(2);
    assertThat(drift().times().last().getTotalCount())
        .as("and what starts a little late")
        .isEqualTo(2);
  }

  @Test
  void ofAMixtureEachKindDriftsByItself() {
    answer(0, 100);
    answer(3_000, 150);
    failure(3_100);
    stream(0, 1_000);
    stream(3_000, 500);

    assertThat(drift().mixed()).isTrue();
    assertThat(drift().answers().medianPercent().orElseThrow()).isCloseTo(50, within(0.5));
    assertThat(drift().answers().p95Percent().orElseThrow()).isCloseTo(50, within(0.5));
    assertThat(drift().streams().medianPercent().orElseThrow()).isCloseTo(-50, within(0.5));
    assertThat(drift().errorGrowth().orElseThrow()).isCloseTo(33.3, within(0.1));
  }

  @Test
  void streamsAloneAreNoMixture() {
    stream(0, 1_000);
    stream(3_000, 500);

    assertThat(drift().mixed()).isFalse();
    assertThat(drift().times().medianPercent().orElseThrow()).isCloseTo(-50, within(0.5));
  }

  @Test
  void theMedianAndTheTailDriftEachByItself() {
    for (int i = 0; i < 90; i++) {
      answer(i, 100);
      answer(3_000 + i, 150);
    }
    for (int i = 0; i < 10; i++) {
      answer(i, 1_000);
      answer(3_000 + i, 500);
    }

    assertThat(drift().times().medianPercent().orElseThrow()).isCloseTo(50, within(0.5));
    assertThat(drift().times().p95Percent().orElseThrow()).isCloseTo(-50, within(0.5));
    assertThat(drift().errorGrowth()).hasValue(0);
  }

  @Test
  void failuresGrowInPercentPointsAndHaveNoPartInTheTimes() {
    answer(0, 100);
    answer(0, 100);
    answer(0, 100);
    failure(0);
    answer(3_000, 100);
    failure(3_000);

    assertThat(drift().errorGrowth().orElseThrow()).isCloseTo(25, within(1e-9));
    assertThat(drift().times().medianPercent()).hasValue(0);
  }

  @Test
  void aQuarterWithoutChatsTellsNothing() {
    answer(0, 100);
    assertThat(drift().times().medianPercent()).isEmpty();
    assertThat(drift().errorGrowth()).isEmpty();

    failure(3_500);
    assertThat(drift().times().medianPercent()).isEmpty();
    assertThat(drift().errorGrowth()).hasValue(100);
  }

  @Test
  void withoutAKnownTimeThereIsNone() {
    assertThat(new RunChatRecorder(ChatSlo.NONE).figures().drift()).isEmpty();
  }
}
