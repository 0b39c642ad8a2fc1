package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.HdrHistogram.AbstractHistogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.error.ChatError;

/** What is kept of streams. Times in milliseconds. */
class StreamsRecordedTest {
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
  void aStreamEndsWithItsLastTokenAndItsFailureWithItsLastByte() {
    long start = ORIGIN * MILLI;
    ChatSample good =
        new ChatSample(
            "chat", true, start, start + 1, start + 1, start + 50, start + 70, 200, null, 2, true);
    ChatSample bad =
        new ChatSample(
            "chat",
            true,
            start,
            start + 1,
            start + 1,
            start + 50,
            start + 70,
            200,
            ChatError.STALLED,
            2,
            true);
    chat(good);
    chat(bad);

    assertThat(recorder.figures().answered().getMaxValue()).isEqualTo(50);
    assertThat(recorder.figures().failed().getMaxValue()).isEqualTo(70);
  }

  @Test
  void timesOfTokensAreThoseOfGoodStreams() {
    chat(Chats.stream(ORIGIN, 100, 500, 5));
    chat(Chats.json(ORIGIN, 10));
    long start = ORIGIN * MILLI;
    chat(
        new ChatSample(
            "chat",
            true,
            start,
            start + 1,
            start + 1,
            start + 2,
            start + 3,
            200,
            ChatError.STALLED,
            9,
            true));
    StreamFigures streams = recorder.figures().streams();

    assertThat(streams.asked()).isEqualTo(2);
    assertThat(streams.good()).isEqualTo(1);
    assertThat(millis(streams.firstToken())).isCloseTo(100, within(0.1));
    assertThat(streams.firstToken().getTotalCount()).isEqualTo(1);
    assertThat(millis(streams.perOutputToken())).as("400 ms over 4").isCloseTo(100, within(0.1));
    assertThat(streams.outputTokens()).isEqualTo(5);
  }

  @Test
  void theFirstOutputTokenComesAfterReasoning() {
    long start = ORIGIN * MILLI;
    chat(
        new ChatSample(
            "chat",
            true,
            start,
            start + 10,
            start + 30,
            start + 40,
            start + 40,
            200,
            null,
            2,
            true));
    chat(
        new ChatSample(
            "chat",
            true,
            start,
            start + 11,
            ChatSample.NEVER,
            start + 40,
            start + 40,
            200,
            null,
            2,
            true));
    StreamFigures streams = recorder.figures().streams();

    assertThat(streams.firstToken().getTotalCount()).isEqualTo(2);
    assertThat(streams.firstOutputToken().getTotalCount())
        .as("one had reasoning only")
        .isEqualTo(1);
    assertThat(streams.firstOutputToken().getMaxValue()).isEqualTo(30);
  }

  @Test
  void aStreamOfOneTokenHasNoTimePerToken() {
    chat(Chats.stream(ORIGIN, 100, 100, 1));
    chat(Chats.stream(ORIGIN, 100, 100, 0));

    assertThat(recorder.figures().streams().perOutputToken().getTotalCount()).isZero();
    assertThat(recorder.figures().streams().firstToken().getTotalCount()).isEqualTo(2);
  }

  @Test
  void gapsArePooledAsTheyCome() {
    recorder.gap(ORIGIN * MILLI, 3 * MILLI);
    recorder.gap(ORIGIN * MILLI + 1, 5 * MILLI);
    recorder.together(ORIGIN * MILLI + 1, 3);

    AbstractHistogram gaps = recorder.figures().streams().interChunk();
    assertThat(gaps.getTotalCount()).isEqualTo(5);
    assertThat(gaps.getCountAtValue(0)).as("tokens that came at once").isEqualTo(3);
    assertThat(millis(gaps)).isCloseTo(5, within(0.01));
  }

  @Test
  void theSourceOfTheTokensIsNamed() {
    chat(Chats.stream(ORIGIN, 1, 2, 5, true));
    assertThat(recorder.figures().streams().source().id()).isEqualTo("usage");

    chat(Chats.stream(ORIGIN, 1, 2, 5, false));
    assertThat(recorder.figures().streams().source().id()).isEqualTo("mixed");

    RunChatRecorder counted = new RunChatRecorder(ChatSlo.NONE);
    counted.measureFrom(0);
    counted.chat(Chats.stream(ORIGIN, 1, 2, 5, false), null);
    assertThat(counted.figures().streams().source().id()).isEqualTo("chunks");
  }

  @Test
  void outputTokensPerSecondAreOverTheTimeInWhichThereWereStreams() {
    chat(Chats.json(ORIGIN, 60_000));
    chat(Chats.stream(ORIGIN + 10_000, 100, 1_000, 30));
    chat(Chats.stream(ORIGIN + 10_500, 100, 1_500, 50));

    assertThat(recorder.figures().streams().outputTokensPerSecond())
        .as("80 tokens from 10 s to 12 s")
        .isEqualTo(40);
  }
}
