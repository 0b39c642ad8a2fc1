package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.error.ChatError;

class RunChatRecorderTest {
  private static final long MILLI = 1_000_000;

  /** The end of warm-up, in milliseconds. */
  private static final long ORIGIN = 5_000;

  private final RunChatRecorder recorder = new RunChatRecorder(ChatSlo.NONE);

  @BeforeEach
  void warmedUp() {
    recorder.measureFrom(ORIGIN * MILLI);
  }

  @Test
  void nothingRecordedIsNothing() {
    ChatFigures figures = recorder.figures();

    assertThat(figures.total()).isZero();
    assertThat(figures.errorRatePercent()).isZero();
    assertThat(figures.requestsPerSecond()).isZero();
    assertThat(figures.statusCodes()).isEmpty();
    assertThat(figures.errors()).isEmpty();
    assertThat(figures.streams().asked()).isZero();
    assertThat(figures.streams().outputTokensPerSecond()).isZero();
  }

  @Test
  void aChatAndItsGapsBelongToThePhaseInWhichItStarted() {
    chat(Chats.stream(ORIGIN - 1, 10, 20, 5));
    recorder.gap(ORIGIN * MILLI - 1, 7);
    recorder.together(ORIGIN * MILLI - 1, 3);
    assertThat(recorder.figures().total()).as("begun in warm-up, ended after").isZero();
    assertThat(recorder.figures().streams().interChunk().getTotalCount()).isZero();
    assertThat(recorder.figures().elapsedNanos()).isZero();

    chat(Chats.stream(ORIGIN, 10, 20, 5));
    recorder.gap(ORIGIN * MILLI, 7);
    assertThat(recorder.figures().total()).as("begun at its end").isEqualTo(1);
    assertThat(recorder.figures().streams().interChunk().getTotalCount()).isEqualTo(1);
  }

  @Test
  void beforeMeasurementIsSetAllIsWarmUp() {
    RunChatRecorder unset = new RunChatRecorder(ChatSlo.NONE);
    unset.chat(Chats.json(ORIGIN, 10), null);

    assertThat(unset.measures(ORIGIN * MILLI)).isFalse();
    assertThat(unset.figures().total()).isZero();
  }

  @Test
  void elapsedReachesToTheStopOrTheLastEnd() {
    chat(Chats.json(ORIGIN + 100, 900));
    assertThat(recorder.figures().elapsedSeconds()).isEqualTo(1);

    recorder.measureUntil(ORIGIN * MILLI + 2_000 * MILLI);
    assertThat(recorder.figures().elapsedSeconds()).isEqualTo(2);

    chat(Chats.json(ORIGIN + 1_900, 600));
    assertThat(recorder.figures().elapsedSeconds()).isEqualTo(2.5);
  }

  @Test
  void successesAndFailuresHaveLatenciesOfTheirOwn() {
    chat(Chats.json(ORIGIN, 10));
    chat(Chats.json(ORIGIN, 20));
    chat(Chats.status(500, ORIGIN, 3));
    ChatFigures figures = recorder.figures();

    assertThat(figures.total()).isEqualTo(3);
    assertThat(figures.successes()).isEqualTo(2);
    assertThat(figures.failures()).isEqualTo(1);
    assertThat(figures.errorRatePercent()).isCloseTo(33.333, within(0.001));
    assertThat(Latency.of(figures.answered()).min()).isCloseTo(10, within(0.01));
    assertThat(Latency.of(figures.failed()).max()).isCloseTo(3, within(0.01));
    assertThat(Latency.of(figures.all()).min()).isCloseTo(3, within(0.01));
    assertThat(Latency.of(figures.all()).max()).isCloseTo(20, within(0.02));
  }

  @Test
  void onlyChatsThatWentWellMakeTheRate() {
    chat(Chats.json(ORIGIN, 1_000));
    chat(Chats.json(ORIGIN, 2_000));
    IntStream.range(0, 100).forEach(i -> chat(Chats.status(503, ORIGIN, 1)));

    assertThat(recorder.figures().requestsPerSecond()).isEqualTo(1);
  }

  @Test
  void statusCodesAreCountedAndZeroIsNoAnswer() {
    chat(Chats.json(ORIGIN, 1));
    chat(Chats.json(ORIGIN, 1));
    chat(Chats.status(429, ORIGIN, 1));
    chat(Chats.ended(false, ORIGIN, 1, 0, ChatError.CONNECTION_REFUSED));
    chat(Chats.ended(false, ORIGIN, 1, 70_000, ChatError.BAD_JSON));
    chat(Chats.ended(false, ORIGIN, 1, -1, ChatError.BAD_JSON));

    assertThat(recorder.figures().statusCodes().toString()).isEqualTo("{0=3, 200=2, 429=1}");
  }

  @Test
  void errorsAreCountedByNameWithTheFirstTexts() {
    IntStream.rangeClosed(1, 7)
        .forEach(i -> recorder.chat(Chats.status(500, ORIGIN, 1), "broken\n " + i));
    chat(Chats.ended(true, ORIGIN, 1, 200, ChatError.STALLED));
    ChatFigures figures = recorder.figures();

    assertThat(figures.errors().keySet()).containsExactly("500", "Stalled");
    assertThat(figures.errors().get("500"))
        .isEqualTo(
            new ErrorFigures.Category(
                7, IntStream.rangeClosed(1, 5).mapToObj(i -> "chat: broken " + i).toList()));
    assertThat(figures.errors())
        .as("nothing said")
        .containsEntry("Stalled", new ErrorFigures.Category(1, List.of()));
  }

  @Test
  void whatWasSentAndHasNotEndedIsUnfinished() {
    for (int i = 0; i < 3; i++) {
      recorder.sent(0);
    }
    recorder.chat(Chats.json(0, 10), null);

    assertThat(recorder.underWay()).isEqualTo(2);
    assertThat(recorder.figures().unfinished()).isEqualTo(2);
  }

  @Test
  void theNewestChatHasWaitedSinceItWasSent() {
    assertThat(recorder.sinceLastSentNanos(70)).as("none was sent").isZero();

    recorder.sent(10);
    recorder.sent(40);
    assertThat(recorder.sinceLastSentNanos(70)).isEqualTo(30);

    recorder.chat(Chats.json(0, 10), null);
    assertThat(recorder.sinceLastSentNanos(70)).as("whichever has ended").isEqualTo(30);
  }

  @Property(tries = 50)
  void everyPercentileIsThatOfAnExactSort(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 1, max = 3_600_000) Long> chats) {
    RunChatRecorder any = new RunChatRecorder(ChatSlo.NONE);
    any.measureFrom(0);
    chats.forEach(lasting -> any.chat(Chats.json(0, lasting), null));
    long[] millis = chats.stream().mapToLong(Long::longValue).sorted().toArray();
    Latency latency = Latency.of(any.figures().answered());

    assertThat(latency.count()).isEqualTo(millis.length);
    assertNear(latency.median(), exact(millis, 50));
    assertNear(latency.p95(), exact(millis, 95));
    assertNear(latency.p99(), exact(millis, 99));
    assertNear(latency.p999(), exact(millis, 99.9));
    assertNear(latency.max(), millis[millis.length - 1]);
  }

  /** The smallest value that as many percent of the values do not exceed. */
  private static long exact(long[] sorted, double percent) {
    return sorted[Math.max(0, (int) Math.ceil(percent / 100 * sorted.length) - 1)];
  }

  private static void assertNear(double millis, long exact) {
    assertThat(millis).isCloseTo((double) exact, within(exact * 0.001));
  }

  @Test
  void aChatIsRecordedWithoutAllocation() {
    ChatSample good = Chats.stream(ORIGIN, 100, 500, 5);
    ChatSample bad = Chats.status(500, ORIGIN, 3);
    record(good, bad, 100);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    record(good, bad, 50_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).as("bytes for 100,000 chats").isLessThan(50_000);
    assertThat(recorder.figures().total()).isEqualTo(100_200);
  }

  private void record(ChatSample good, ChatSample bad, int times) {
    for (int i = 0; i < times; i++) {
      recorder.chat(good, null);
      recorder.gap(good.startNanos(), 1_000);
      recorder.chat(bad, "broken");
    }
  }

  @Test
  void noChatOfManyThreadsIsLost() {
    int threads = 8;
    int each = 20_000;
    IntStream.range(0, threads)
        .parallel()
        .forEach(
            thread -> {
              SplittableRandom draws = new SplittableRandom(thread);
              for (int i = 0; i < each; i++) {
                chat(Chats.stream(ORIGIN, draws.nextLong(1, 50), 100, 3));
                recorder.gap(ORIGIN * MILLI, 1);
                recorder.chat(Chats.status(500, ORIGIN, 1), "broken");
              }
            });
    ChatFigures figures = recorder.figures();

    assertThat(figures.successes()).isEqualTo((long) threads * each);
    assertThat(figures.failures()).isEqualTo((long) threads * each);
    assertThat(figures.errors().values())
        .extracting(ErrorFigures.Category::count)
        .containsExactly((long) threads * each);
    assertThat(figures.streams().outputTokens()).isEqualTo(3L * threads * each);
    assertThat(figures.streams().interChunk().getTotalCount()).isEqualTo((long) threads * each);
    assertThat(figures.statusCodes()).containsEntry(500, (long) threads * each);
  }

  @Test
  void figuresDoNotChangeAfterwards() {
    chat(Chats.stream(ORIGIN, 1, 2, 5));
    ChatFigures figures = recorder.figures();
    chat(Chats.stream(ORIGIN, 1, 2, 5));
    chat(Chats.status(500, ORIGIN, 3));

    assertThat(figures.total()).isEqualTo(1);
    assertThat(figures.errors()).isEmpty();
    assertThat(figures.streams().firstToken().getTotalCount()).isEqualTo(1);
  }

  @Test
  void goodputCountsChatsThatHoldTheSloOverAllChats() {
    RunChatRecorder judged =
        new RunChatRecorder(
            ChatSlo.of(Optional.empty(), Optional.empty(), Optional.of(Duration.ofMillis(100))));
    judged.measureFrom(0);
    judged.chat(Chats.json(0, 100), null);
    judged.chat(Chats.json(0, 101), null);
    judged.chat(Chats.status(500, 0, 1), null);
    judged.chat(Chats.status(500, 0, 1), null);

    assertThat(judged.figures().good()).isEqualTo(1);
    assertThat(judged.figures().goodputPercent()).isEqualTo(25);
  }

  private void chat(ChatSample sample) {
    recorder.chat(sample, null);
  }
}
