package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tidemark.error.ChatError;

class StepChatRecorderTest {
  private static final long MILLI = 1_000_000;

  private final AtomicInteger failures = new AtomicInteger();
  private final StepChatRecorder recorder =
      new StepChatRecorder(ChatSlo.NONE, failures::incrementAndGet);

  private void begins(long millis) {
    recorder.measureFrom(millis * MILLI);
  }

  private void chat(ChatSample sample) {
    recorder.sent(sample.startNanos());
    recorder.chat(sample, "said");
  }

  @Test
  void whatComesBeforeTheFirstStepIsWarmUp() {
    chat(Chats.status(500, 1, 1));
    recorder.sent(2 * MILLI);

    assertThat(recorder.figures().total()).isZero();
    assertThat(recorder.figures().unfinished()).isEqualTo(1);
    assertThat(recorder.underWay()).isEqualTo(1);
    assertThat(recorder.measures(MILLI)).isFalse();
    assertThat(failures).as("failures that count").hasValue(0);

    begins(5);
    assertThat(recorder.measures(5 * MILLI)).isTrue();
    assertThat(recorder.measures(5 * MILLI - 1)).isFalse();
  }

  @Test
  void eachStepHasItsOwnFiguresAndAllTogetherAreTheRuns() {
    begins(1_000);
    chat(Chats.json(1_000, 100));
    chat(Chats.status(500, 1_000, 50));
    recorder.measureUntil(2_000 * MILLI);
    ChatFigures first = recorder.newestFigures();
    begins(3_000);
    chat(Chats.stream(3_000, 100, 500, 5));
    recorder.gap(3_000 * MILLI, 7);
    chat(Chats.status(500, 3_000, 60));
    chat(Chats.ended(false, 3_000, 70, 0, ChatError.TIMEOUT));
    recorder.measureUntil(4_000 * MILLI);
    ChatFigures second = recorder.newestFigures();
    ChatFigures both = recorder.figures();

    assertThat(first.total()).isEqualTo(2);
    assertThat(second.total()).isEqualTo(3);
    assertThat(both.total()).isEqualTo(5);
    assertThat(both.successes()).isEqualTo(2);
    assertThat(both.errors().toString())
        .as("the most frequent first, with what was said of each")
        .startsWith("{500=Category[count=2, samples=[chat: said, chat: said]], Timeout=");
    assertThat(both.statusCodes().toString()).isEqualTo("{0=1, 200=2, 500=2}");
    assertThat(both.streams().asked()).isEqualTo(1);
    assertThat(both.streams().interChunk().getTotalCount()).isEqualTo(1);
    assertThat(both.streams().source()).isEqualTo(TokenSource.USAGE);
    assertThat(both.elapsedSeconds()).as("the time between steps is nobody's").isEqualTo(2);
    assertThat(both.requestsPerSecond()).isEqualTo(1);
    assertThat(Latency.of(both.answered()).max()).isBetween(499.0, 501.0);
    assertThat(failures).hasValue(3);
    assertThat(recorder.failures()).as("of the newest").isEqualTo(2);
  }

  @Test
  void aStepMayHaveNoChatAtAll() {
    begins(1_000);
    chat(Chats.json(1_000, 400));
    recorder.measureUntil(2_000 * MILLI);
    begins(2_000);
    assertThat(recorder.sinceLastSentNanos(2_700 * MILLI)).as("of this step").isZero();
    recorder.sent(2_100 * MILLI);
    recorder.measureUntil(2_700 * MILLI);

    assertThat(recorder.figures().total()).isEqualTo(1);
    assertThat(recorder.figures().silentNanos()).isEqualTo(600 * MILLI);
    assertThat(recorder.sinceLastSentNanos(2_700 * MILLI)).isEqualTo(600 * MILLI);
  }

  @Test
  void tokensThatAreCountedHereAndReportedThereAreMixed() {
    begins(0);
    chat(Chats.stream(0, 100, 500, 5, true));
    begins(1_000);
    chat(Chats.stream(1_000, 100, 500, 5, false));

    assertThat(recorder.figures().streams().source()).isEqualTo(TokenSource.MIXED);
    assertThat(recorder.figures().streams().outputTokens()).isEqualTo(10);
  }
}
