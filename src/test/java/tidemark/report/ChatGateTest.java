package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.ChatFigures;
import tidemark.record.ChatSlo;
import tidemark.record.Chats;
import tidemark.record.GateRow;
import tidemark.record.Verdict;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

class ChatGateTest {
  private static final Optional<Double> NONE = Optional.empty();
  private static final ChatSlo SLO =
      ChatSlo.of(Optional.empty(), Optional.empty(), Optional.of(Duration.ofMillis(90)));

  @TempDir Path folder;

  /** JSON chats of 1 to 100 ms, and a failure of a minute. */
  private static ChatFigures hundredAnswersAndAFailure() {
    return Runs.chats(
        SLO,
        recorder -> {
          IntStream.rangeClosed(1, 100)
              .forEach(millis -> recorder.chat(Chats.json(0, millis), null));
          recorder.chat(Chats.status(500, 0, 60_000), "broken");
        });
  }

  @Test
  void withoutThresholdsThereIsNoRow() {
    ChatGateSettings none = new ChatGateSettings(NONE, NONE, NONE, NONE, NONE);

    assertThat(ChatGate.judge(none, hundredAnswersAndAFailure())).isEmpty();
    assertThat(none.rowNames()).isEmpty();
  }

  @Test
  void theErrorRateIsFailuresOverAllChats() {
    GateRow row = judge(errorRate(0.99));

    assertThat(row.observed()).isCloseTo(100.0 / 101, within(0.001));
    assertThat(row.samples()).isEqualTo(101);
    assertThat(row.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge(errorRate(1)).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void p95IsOfSuccessesOnly() {
    assertThat(judge(p95(96)).observed()).isCloseTo(95, within(0.1));
    assertThat(judge(p95(96)).samples()).isEqualTo(100);
    assertThat(judge(p95(96)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(judge(p95(94)).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void p95WithoutAnAnsweredChatDoesNotHold() {
    ChatFigures failures = Runs.chats(recorder -> recorder.chat(Chats.status(500, 0, 1), "broken"));

    assertThat(lines(p95(96), failures))
        .containsExactly("chat p95: no answered samples (limit 96.0 ms)");
  }

  @Test
  void theTimeToFirstTokenIsThatOfStreams() {
    ChatFigures streams =
        Runs.chats(
            recorder ->
                IntStream.rangeClosed(1, 100)
                    .forEach(millis -> recorder.chat(Chats.stream(0, millis, 500, 5), null)));

    assertThat(ChatGate.judge(ttft(96), streams))
        .extracting(GateRow::verdict)
        .containsExactly(Verdict.PASS);
    assertThat(lines(ttft(94), streams))
        .singleElement()
        .asString()
        .matches("chat TTFT p95 9\\d.\\d ms > 94.0 ms \\(100 samples\\)");
  }

  @Test
  void aThresholdOnTheFirstTokenWithoutStreamsDoesNotHoldAndSaysSo() {
    assertThat(lines(ttft(94), hundredAnswersAndAFailure()))
        .containsExactly("chat TTFT p95: no good stream with a token (limit 94.0 ms)");
  }

  @Test
  void goodputIsALowestValueOverAllChats() {
    assertThat(judge(goodput(89)).verdict()).isEqualTo(Verdict.PASS);
    assertThat(lines(goodput(90), hundredAnswersAndAFailure()))
        .containsExactly("chat goodput 89.1 % < 90.0 % (90 of 101)");
    assertThat(lines(goodput(0), Runs.chats(SLO, recorder -> {})))
        .containsExactly("chat goodput: no samples (limit 0 %)");
  }

  @Test
  void theRateIsALowestValueOfChatsThatWentWell() {
    assertThat(judge(rate(1.66)).verdict()).as("100 in a minute").isEqualTo(Verdict.PASS);
    assertThat(lines(rate(50), hundredAnswersAndAFailure()))
        .containsExactly("chat requests/s 1.67 < 50.0 (100 samples)");
  }

  @Test
  void theNamesOfTheRowsAreKnownBeforeTheRun() {
    ChatGateSettings all =
        new ChatGateSettings(
            Optional.of(5.0),
            Optional.of(100.0),
            Optional.of(10.0),
            Optional.of(95.0),
            Optional.of(1.0));

    assertThat(all.rowNames())
        .containsExactly(
            "chat error rate", "chat p95", "chat TTFT p95", "chat goodput", "chat requests/s")
        .isEqualTo(
            ChatGate.judge(all, hundredAnswersAndAFailure()).stream().map(GateRow::name).toList());
  }

  @Test
  void thresholdsComeFromTheSettings() throws IOException {
    assertThat(fromSettings(Map.of(), ChatSlo.NONE))
        .isEqualTo(new ChatGateSettings(Optional.of(5.0), Optional.of(2000.0), NONE, NONE, NONE));
    assertThat(
            fromSettings(
                Map.of(
                    "gate.errorRatePercent", "none",
                    "gate.p95Millis", "none",
                    "gate.ttftP95Millis", "200",
                    "gate.goodputPercent", "95",
                    "gate.requestsPerSecond", "12.5"),
                SLO))
        .isEqualTo(
            new ChatGateSettings(
                NONE, NONE, Optional.of(200.0), Optional.of(95.0), Optional.of(12.5)));
  }

  @Test
  void aThresholdOnGoodputWithoutAnSloIsRefused() {
    assertThatThrownBy(() -> fromSettings(Map.of("gate.goodputPercent", "95"), ChatSlo.NONE))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "gate.goodputPercent = 95 is refused (from -Dgate.goodputPercent);"
                + " allowed: none while no chat.slo is given");
  }

  private ChatGateSettings fromSettings(Map<String, String> given, ChatSlo slo) throws IOException {
    Path dotEnv = Files.writeString(folder.resolve("empty.env"), "");
    Map<String, String> properties = new HashMap<>(given);
    properties.put("envFile", dotEnv.toString());
    Path absent = folder.resolve("absent.conf");
    return ChatGateSettings.from(
        Settings.load("DatabaseRolesSimulation", properties, Map.of(), absent), slo);
  }

  private static GateRow judge(ChatGateSettings limits) {
    return ChatGate.judge(limits, hundredAnswersAndAFailure()).get(0);
  }

  private static List<String> lines(ChatGateSettings limits, ChatFigures figures) {
    return Judgement.failures("", List.of(), ChatGate.judge(limits, figures));
  }

  private static ChatGateSettings errorRate(double limit) {
    return new ChatGateSettings(Optional.of(limit), NONE, NONE, NONE, NONE);
  }

  private static ChatGateSettings p95(double limit) {
    return new ChatGateSettings(NONE, Optional.of(limit), NONE, NONE, NONE);
  }

  private static ChatGateSettings ttft(double limit) {
    return new ChatGateSettings(NONE, NONE, Optional.of(limit), NONE, NONE);
  }

  private static ChatGateSettings goodput(double limit) {
    return new ChatGateSettings(NONE, NONE, NONE, Optional.of(limit), NONE);
  }

  private static ChatGateSettings rate(double limit) {
    return new ChatGateSettings(NONE, NONE, NONE, NONE, Optional.of(limit));
  }
}
