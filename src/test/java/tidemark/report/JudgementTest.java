package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.record.AuditResult;
import tidemark.record.AuditRounds;
import tidemark.record.ChatFigures;
import tidemark.record.ChatSlo;
import tidemark.record.Chats;
import tidemark.record.GateRow;
import tidemark.record.GateRow.Bound;
import tidemark.record.RunChatRecorder;
import tidemark.record.RunFigures;
import tidemark.record.RunRecorder;
import tidemark.record.Sample;
import tidemark.record.Verdict;

/** Each reason to fail is a line of its own. */
class JudgementTest {
  private static final long MILLI = 1_000_000;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final RunFigures GOOD =
      Runs.figures(
          recorder -> {
            recorder.sample(Runs.ok("reader", 1));
            recorder.error("reader", Runs.DEADLOCK, "deadlock detected", 0);
          });

  @Test
  void whatAnAuditDuringTheRunFoundIsAReasonThoughTheLastOneIsGood() {
    AuditRounds rounds =
        AuditRounds.NONE
            .finished(0.5, List.of())
            .finished(0.1, List.of("after 10 s, money: off"))
            .finished(0.2, List.of("after 15 s, money: off more"))
            .brokenOff(2, List.of());

    assertThat(rounds)
        .isEqualTo(new AuditRounds(3, 1, 2.8, 2, 2, List.of("after 10 s, money: off")));
    assertThat(failures("", GOOD, Runs.AUDITED.after(rounds), List.of()))
        .containsExactly("audit during the run, 2 times broken, first after 10 s, money: off");
    assertThat(Runs.AUDITED.after(rounds).ok()).isFalse();
    assertThat(Runs.AUDITED.after(rounds).checks()).isEqualTo(4);
  }

  @Test
  void aGoodRunHasNone() {
    assertThat(failures("", GOOD, Runs.AUDITED, List.of(Runs.P95))).isEmpty();
  }

  @Test
  void stopped() {
    assertThat(failures("SIGTERM", GOOD, Runs.AUDITED, List.of()))
        .containsExactly("stopped: SIGTERM");
  }

  @Test
  void noOperation() {
    RunFigures refusals =
        Runs.figures(recorder -> recorder.sample(Runs.failed("reader", 1, Runs.DEADLOCK)));

    assertThat(failures("", refusals, Runs.AUDITED, List.of()))
        .containsExactly("no operation at all");
  }

  @Test
  void unexpectedErrorWithItsFirstText() {
    RunFigures figures =
        Runs.figures(
            recorder -> {
              recorder.sample(Runs.ok("reader", 1));
              recorder.error("inserter", Runs.CORRUPT, "malformed", 0);
              recorder.error("inserter", Runs.CORRUPT, "malformed again", 0);
            });

    assertThat(failures("", figures, Runs.AUDITED, List.of()))
        .containsExactly("unexpected error corrupt, 2 times: inserter: malformed");
  }

  @Test
  void unexpectedErrorDuringWarmUp() {
    RunRecorder recorder = new RunRecorder();
    recorder.error("inserter", Runs.CORRUPT, "malformed", 0);
    recorder.measureFrom(10);
    recorder.sample(new Sample("reader", "read", 10, 20, 0, null, 0, true));

    assertThat(failures("", recorder.figures(), Runs.AUDITED, List.of()))
        .containsExactly("unexpected error corrupt, 1 times during warm-up: inserter: malformed");
  }

  @Test
  void brokenInvariantWithFirstWorstAndLast() {
    AuditResult audit =
        AuditResult.of(
            0.1,
            List.of(Runs.part("money", 1), Runs.part("orphans", 0), Runs.part("balances", 1_234)));

    assertThat(failures("", GOOD, audit, List.of()))
        .containsExactly(
            "audit money: 1 broken; "
                + "first: account 1 is off; worst: account 2 is off; last: account 3 is off",
            "audit balances: 1,234 broken; "
                + "first: account 1 is off; worst: account 2 is off; last: account 3 is off");
  }

  @Test
  void auditThatCouldNotBeDone() {
    AuditResult audit = AuditResult.impossible(4, "connection refused");

    assertThat(failures("", GOOD, audit, List.of()))
        .containsExactly("audit impossible: connection refused");
  }

  @Test
  void eachThresholdThatDoesNotHold() {
    List<GateRow> gate =
        List.of(
            new GateRow("error rate", 5, 6.25, "%", 1_600, Verdict.FAIL),
            Runs.P95,
            new GateRow("p95 reader", 500, 812, "ms", 12_345, Verdict.FAIL));

    assertThat(failures("", GOOD, Runs.AUDITED, gate))
        .containsExactly(
            "error rate 6.25 % > 5.00 % (100 of 1,600)",
            "p95 reader 812 ms > 500 ms (12,345 samples)");
  }

  @Test
  void aThresholdWithoutASampleSaysSo() {
    List<GateRow> gate = List.of(new GateRow("p95 reader", 500, 0, "ms", 0, Verdict.FAIL));

    assertThat(failures("", GOOD, Runs.AUDITED, gate))
        .containsExactly("p95 reader: no answered samples (limit 500 ms)");
  }

  @Test
  void aValueJustAboveItsLimitIsShownAsSuch() {
    List<GateRow> gate = List.of(new GateRow("p95", 500, 500.01, "ms", 10, Verdict.FAIL));

    assertThat(failures("", GOOD, Runs.AUDITED, gate))
        .containsExactly("p95 500.01 ms > 500 ms (10 samples)");
  }

  @Test
  void allOfThemInTheOrderInWhichTheyAreAsked() {
    RunFigures nothing =
        Runs.figures(recorder -> recorder.error("reader", Runs.CORRUPT, "malformed", 0));
    List<GateRow> gate = List.of(new GateRow("p95", 1, 2, "ms", 1, Verdict.FAIL));

    assertThat(failures("SIGINT", nothing, AuditResult.impossible(0, "gone"), gate))
        .hasSize(5)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("stopped"),
            line -> assertThat(line).startsWith("no operation"),
            line -> assertThat(line).startsWith("unexpected error"),
            line -> assertThat(line).startsWith("audit impossible"),
            line -> assertThat(line).startsWith("p95"));
  }

  @Test
  void aThresholdFromBelowSaysSo() {
    GateRow rate =
        GateRow.overSamples("chat requests/s", Bound.AT_LEAST, 50, 41.24, "", 1_236, "samples");
    GateRow goodput =
        GateRow.overSamples("chat goodput", Bound.AT_LEAST, 95, 94, "%", 200, "requests");
    GateRow nearly = GateRow.overSamples("rate", Bound.AT_LEAST, 50, 49.999, "", 1, "samples");

    assertThat(failures("", GOOD, Runs.AUDITED, List.of(rate, goodput, nearly)))
        .containsExactly(
            "chat requests/s 41.2 < 50.0 (1,236 samples)",
            "chat goodput 94.0 % < 95.0 % (188 of 200)",
            "rate 49.999 < 50.0 (1 samples)");
  }

  @Test
  void aThresholdSeenOverNothingSaysOverWhat() {
    GateRow ttft =
        GateRow.overSamples("chat TTFT p95", Bound.AT_MOST, 200, 0, "ms", 0, "stream with a token");

    assertThat(failures("", GOOD, Runs.AUDITED, List.of(ttft)))
        .containsExactly("chat TTFT p95: no stream with a token (limit 200 ms)");
  }

  @Test
  void noChatCameToItsEnd() {
    assertThat(chat(Runs.chats(recorder -> {})))
        .containsExactly(
            "no operation at all: no chat came to its end, those of the warm-up left out");
  }

  @Test
  void chatsThatFailedAreNoReasonByThemselves() {
    ChatFigures failed = Runs.chats(recorder -> recorder.chat(Chats.status(500, 0, 10), "broken"));

    assertThat(chat(failed)).isEmpty();
  }

  /** The last chat that was answered ended then; others are sent, and the run ends after 10 s. */
  private static RunChatRecorder underWay(long longest, long lastEnd, long sent, int underWay) {
    RunChatRecorder recorder = new RunChatRecorder(ChatSlo.NONE);
    recorder.measureFrom(0);
    recorder.sent(0);
    recorder.chat(Chats.json(lastEnd - longest, longest), null);
    IntStream.range(0, underWay).forEach(i -> recorder.sent((sent + i) * MILLI));
    recorder.measureUntil(Duration.ofSeconds(10).toNanos());
    return recorder;
  }

  /** What is said if nobody is answered in the 5 s after the load. */
  private static List<String> afterGrace(RunChatRecorder recorder, Optional<Double> limit) {
    long waited = recorder.sinceLastSentNanos(Duration.ofSeconds(15).toNanos());
    return Judgement.chat(recorder.figures(), Duration.ofNanos(waited), limit);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, 100, 1, 'no chat ended in the last 9.90 s of 10.0 s, with 1 under way for 14.9 s or longer; of those before, the longest took 100 ms'",
    "100, 7000, 7000, 9, 'no chat ended in the last 3.00 s of 10.0 s, with 9 under way for 7.99 s or longer; of those before, the longest took 100 ms'",
    "4000, 4000, 4000, 1, 'no chat ended in the last 6.00 s of 10.0 s, with 1 under way for 11.0 s or longer; of those before, the longest took 4.00 s'",
    "1500, 1500, 1500, 8000, 'no chat ended in the last 8.50 s of 10.0 s, with 8,000 under way for 5.50 s or longer; of those before, the longest took 1.50 s'",
    "100, 9100, 9100, 50, 'no chat ended in the last 900 ms of 10.0 s, with 50 under way for 5.85 s or longer; of those before, the longest took 100 ms'",
    "1000, 9100, 9100, 50, 'no chat ended in the last 900 ms of 10.0 s, with 50 under way for 5.85 s or longer; of those before, the longest took 1.00 s'",
    "1200, 9100, 9100, 50, ",
    "2000, 6000, 6000, 1, ",
    "6000, 6000, 6000, 1, ",
    "100, 100, 100, 0, "
  })
  void aBackendThatStopsAnsweringIsAReason(
      long longest, long lastEnd, long sent, int underWay, @Nullable String reason) {
    assertThat(afterGrace(underWay(longest, lastEnd, sent, underWay), Optional.empty()))
        .isEqualTo(reason == null ? List.of() : List.of(reason));
  }

  /** Whoever waits since before the last end is one of many: others were answered meanwhile. */
  @Test
  void silenceBeginsWithTheFirstWhoAsksAfterTheLastEnd() {
    RunChatRecorder recorder = new RunChatRecorder(ChatSlo.NONE);
    recorder.measureFrom(0);
    recorder.sent(0);
    recorder.sent(0);
    recorder.chat(Chats.json(0, 100), null);
    recorder.measureUntil(Duration.ofSeconds(10).toNanos());
    assertThat(recorder.figures().silentNanos()).as("nobody asks").isZero();

    recorder.sent(9_900 * MILLI);
    assertThat(recorder.figures().silentNanos()).isEqualTo(100 * MILLI);
  }

  /** There is no silence if nobody asks, but those who wait have waited all the time. */
  @Test
  void whoHangsIsSeenThoughAllOthersThinkToTheEnd() {
    RunChatRecorder thinking = new RunChatRecorder(ChatSlo.NONE);
    thinking.measureFrom(0);
    thinking.sent(0);
    thinking.sent(0);
    thinking.chat(Chats.json(0, 2_000), null);
    thinking.measureUntil(Duration.ofSeconds(10).toNanos());

    assertThat(thinking.figures().silentNanos()).isZero();
    assertThat(afterGrace(thinking, Optional.of(5.0)))
        .containsExactly(
            "chats that failed or hang 50.0 % > 5.00 % (1 of 2), with 1 under way for 15.0 s"
                + " or longer; of the others, the longest took 2.00 s");
  }

  /** Of 20 chats so many failed and so many are under way at the end; nobody has asked since. */
  @ParameterizedTest
  @CsvSource({
    "0, 5, 1, 5000, 'chats that failed or hang 25.0 % > 5.00 % (5 of 20), with 5 under way for 5.00 s or longer; of the others, the longest took 10.0 ms'",
    "0, 2, 1, 5000, 'chats that failed or hang 10.0 % > 5.00 % (2 of 20), with 2 under way for 5.00 s or longer; of the others, the longest took 10.0 ms'",
    "1, 1, 1, 5000, 'chats that failed or hang 10.0 % > 5.00 % (2 of 20), with 1 under way for 5.00 s or longer; of the others, the longest took 10.0 ms'",
    "0, 5, 120, 6100, 'chats that failed or hang 25.0 % > 5.00 % (5 of 20), with 5 under way for 6.10 s or longer; of the others, the longest took 1.20 s'",
    "0, 1, 1, 5000, ",
    "0, 5, 120, 5900, ",
    "1, 5, 120, 5900, ",
    "0, 5, 1, 900, ",
    "5, 0, 1, 5000, "
  })
  void chatsThatHangAreAReasonTogetherWithThoseThatFailed(
      int failed, int hanging, long tensOfMillis, long waited, @Nullable String reason) {
    RunChatRecorder recorder = new RunChatRecorder(ChatSlo.NONE);
    recorder.measureFrom(0);
    IntStream.range(0, 20).forEach(i -> recorder.sent(0));
    IntStream.range(0, failed).forEach(i -> recorder.chat(Chats.status(500, 0, 1), null));
    IntStream.range(failed + hanging, 20)
        .forEach(i -> recorder.chat(Chats.json(0, 10 * tensOfMillis), null));
    recorder.measureUntil(Duration.ofSeconds(10).toNanos());
    Duration since = Duration.ofMillis(waited);

    assertThat(Judgement.chat(recorder.figures(), since, Optional.of(5.0)))
        .isEqualTo(reason == null ? List.of() : List.of(reason));
    assertThat(Judgement.chat(recorder.figures(), since, Optional.empty())).isEmpty();
  }

  @Test
  void bothTargetsHaveTheirReasonsBetweenTheStopAndTheGate() {
    List<GateRow> gate = List.of(new GateRow("p95", 1, 2, "ms", 1, Verdict.FAIL));

    assertThat(Judgement.failures("SIGINT", List.of("of the database", "of the chats"), gate))
        .containsExactly(
            "stopped: SIGINT",
            "of the database",
            "of the chats",
            "p95 2.00 ms > 1.00 ms (1 samples)");
  }

  private static List<String> chat(ChatFigures figures) {
    return Judgement.chat(figures, GRACE, Optional.of(5.0));
  }

  private static List<String> failures(
      String stopped, RunFigures figures, AuditResult audit, List<GateRow> gate) {
    return Judgement.failures(stopped, Judgement.database(figures, audit), gate);
  }
}
