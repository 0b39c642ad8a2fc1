package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.load.Step;
import tidemark.record.ChatLoad;
import tidemark.record.ChatSlo;
import tidemark.settings.Places;

class ChatSettingsTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder).of("ChatBaselineSimulation");
  }

  private ChatSettings chat() {
    return ChatSettings.from(places.load());
  }

  @Test
  void theBaselineIs50RequestsOf10Users() {
    ChatSettings chat = chat();

    assertThat(chat.endpoint().embedded()).isTrue();
    assertThat(chat.check()).isTrue();
    assertThat(chat.load()).isEqualTo(ChatLoad.of(10));
    assertThat(chat.requests()).contains(50L);
    assertThat(chat.duration()).isEmpty();
    assertThat(chat.warmup()).isZero();
    assertThat(chat.streamPercent()).isZero();
    assertThat(chat.timeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(chat.firstTokenTimeout()).isEmpty();
    assertThat(chat.silenceTimeout()).isEmpty();
    assertThat(chat.slo()).isEqualTo(ChatSlo.NONE);
    assertThat(chat.freshConnections()).isFalse();
    assertThat(chat.responseMaxChars()).isEqualTo(10_000);
    assertThat(chat.model()).isEmpty();
    assertThat(new String(chat.body().of("Hi", false), java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"content\":\"Hi\"");
  }

  @Test
  void everySettingIsRead() {
    places
        .property("chat.check", "false")
        .property("chat.model", "m")
        .property("chat.vus", "100000")
        .property("chat.requests", "7")
        .property("chat.duration", "2m")
        .property("chat.stream", "true")
        .property("chat.timeout", "10")
        .property("chat.firstTokenTimeout", "500ms")
        .property("chat.silenceTimeout", "1")
        .property("chat.slo.ttftMillis", "0.5")
        .property("chat.slo.tpotMillis", "20")
        .property("chat.slo.e2eMillis", "3000")
        .property("chat.connections", "fresh")
        .property("chat.responseMaxChars", "0");
    ChatSettings chat = chat();

    assertThat(chat.check()).isFalse();
    assertThat(chat.model()).isEqualTo("m");
    assertThat(chat.load()).isEqualTo(ChatLoad.of(100_000));
    assertThat(chat.requests()).contains(7L);
    assertThat(chat.duration()).contains(Duration.ofMinutes(2));
    assertThat(chat.streamPercent()).isEqualTo(100);
    assertThat(chat.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(chat.firstTokenTimeout()).contains(Duration.ofMillis(500));
    assertThat(chat.silenceTimeout()).contains(Duration.ofSeconds(1));
    assertThat(chat.slo().ttftNanos()).hasValue(500_000);
    assertThat(chat.slo().tpotNanos()).hasValue(20_000_000);
    assertThat(chat.slo().e2eNanos()).hasValue(3_000_000_000L);
    assertThat(chat.freshConnections()).isTrue();
    assertThat(chat.responseMaxChars()).isZero();
  }

  @Test
  void aTimeAloneReplacesTheBaselinesNumber() {
    places.property("chat.duration", "30");

    assertThat(chat().requests()).isEmpty();
    assertThat(chat().duration()).contains(Duration.ofSeconds(30));
  }

  @Test
  void theProgressiveRunHasFourStepsOf200Requests() {
    places.of("ChatProgressiveSimulation");

    assertThat(chat().steps()).extracting(Step::users).containsExactly(50, 100, 150, 200);
    assertThat(chat().steps()).extracting(Step::requests).containsOnly(Optional.of(200L));
    assertThat(chat().steps()).extracting(Step::time).containsOnly(Optional.empty());
    assertThat(chat().load().vus()).hasValue(200);
    assertThat(chat().requests()).contains(800L);
    assertThat(chat().warmup()).isZero();
  }

  @Test
  void theSustainedRunIs100UsersFor300SecondsAfterAWarmUp() {
    places.of("ChatSustainedSimulation");

    assertThat(chat().steps()).isEmpty();
    assertThat(chat().load().vus()).hasValue(100);
    assertThat(chat().requests()).isEmpty();
    assertThat(chat().duration()).contains(Duration.ofMinutes(5));
    assertThat(chat().warmup()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aTimeAloneIsThatOfEachStep() {
    places.of("ChatProgressiveSimulation").property("chat.duration", "30");

    assertThat(chat().steps()).extracting(Step::requests).containsOnly(Optional.empty());
    assertThat(chat().steps())
        .extracting(Step::time)
        .containsOnly(Optional.of(Duration.ofSeconds(30)));
    assertThat(chat().requests()).isEmpty();
    assertThat(chat().warmup()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void stepsAreReadWithBlanksAndReplaceTheBaselinesNumber() {
    places.property("chat.steps", " 1, 20 ").property("chat.stepRequests", "20");

    assertThat(chat().steps()).extracting(Step::name).containsExactly("1", "20");
    assertThat(chat().requests()).contains(40L);
  }

  @Test
  void aStepWithoutARequestForEachUserIsRefused() {
    places.property("chat.steps", "1,20").property("chat.stepRequests", "19");

    assertThat(places.refusal(ChatSettings::from))
        .isEqualTo(
            "chat.stepRequests = 19 is refused (from -Dchat.stepRequests); allowed: at least a"
                + " request for each user of the largest step, 20");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat.requests", "chat.duration", "chat.turns"})
  void requestsOfStepsWithoutStepsAreRefused(String beside) {
    places.property("chat.stepRequests", "7").property(beside, "9");

    assertThat(places.refusal(ChatSettings::from))
        .isEqualTo(
            "chat.stepRequests = 7 is refused (from -Dchat.stepRequests); allowed: none without"
                + " chat.steps");
  }

  @Test
  void whoWantsNoStepsNeedNotSwitchOffTheRequestsOfEach() {
    places.of("ChatProgressiveSimulation").property("chat.steps", "none");
    places.property("chat.requests", "9");
    assertThat(chat().requests()).contains(9L);

    places.without("chat.requests").property("chat.duration", "9");
    assertThat(chat().duration()).contains(Duration.ofSeconds(9));
  }

  @Test
  void usersGivenAloneReplaceTheSteps() {
    places.of("ChatProgressiveSimulation").property("chat.vus", "7");
    assertThat(places.refusal(ChatSettings::from))
        .isEqualTo(
            "chat.steps = none is refused (from -Dchat.vus); allowed: users of each step; or"
                + " chat.requests or chat.duration too");

    places.property("chat.requests", "70");
    assertThat(chat().steps()).isEmpty();
    assertThat(chat().load().vus()).hasValue(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "50,", "0", "-1,5", "50,50", "100,50", "1;2", "100001", "9999999999"})
  void stepsThatAreNoneAreRefused(String steps) {
    places.property("chat.steps", steps).property("chat.stepRequests", "7");

    assertThat(places.refusal(ChatSettings::from))
        .startsWith("chat.steps = ")
        .endsWith(
            " is refused (from -Dchat.steps); allowed: none, or at most 50 numbers of users from 1"
                + " to 100000, each greater than the one before: 50,100,150");
  }

  @Test
  void fiftyStepsAreEnough() {
    String fifty =
        IntStream.rangeClosed(1, 50).mapToObj(String::valueOf).collect(Collectors.joining(","));
    places.property("chat.steps", fifty).property("chat.stepRequests", "50");
    assertThat(chat().steps()).hasSize(50);

    places.property("chat.steps", fifty + ",51");
    assertThat(places.refusal(ChatSettings::from)).contains("at most 50");
  }

  @Test
  void stepsNeedANumberOrATimeOfTheirOwn() {
    places.property("chat.steps", "1,2");
    assertThat(places.refusal(ChatSettings::from))
        .startsWith("chat.stepRequests = none is refused (from the defaults line ")
        .endsWith("allowed: a number, or a time for each step in chat.duration, or both");

    places.property("chat.stepRequests", "5").property("chat.requests", "9");
    assertThat(places.refusal(ChatSettings::from))
        .isEqualTo(
            "chat.requests = 9 is refused (from -Dchat.requests); allowed: none while chat.steps"
                + " are given: chat.stepRequests are those of a step");
  }

  @Test
  void neitherNumberNorTimeIsRefused() {
    places.property("chat.requests", "none");

    assertThat(places.refusal(ChatSettings::from))
        .isEqualTo(
            "chat.requests = none is refused (from -Dchat.requests); allowed: a number, or a time"
                + " in chat.duration, or both");
  }

  @ParameterizedTest
  @CsvSource({
    "chat.vus, 0, none | integer 1..100000",
    "chat.vus, -1, none | integer 1..100000",
    "chat.requests, -5, none | integer 1..1000000000",
    "chat.requests, 0, none | integer 1..1000000000",
    "chat.duration, 0, none | duration 1s..24h",
    "chat.streamPercent, 101, none | integer 0..100",
    "chat.maxTokensField, tokens, max_tokens | max_completion_tokens",
    "chat.connections, keep, reuse | fresh"
  })
  void aNumberThatIsNoneIsRefused(String key, String value, String allowed) {
    places.property(key, value);

    assertThat(places.refusal(ChatSettings::from))
        .isEqualTo(
            "%s = %s is refused (from -D%s); allowed: %s".formatted(key, value, key, allowed));
  }

  @Test
  void aFileWithTheWholeBodyIsTaken() {
    places.property("chat.body", "example.json").property("chat.model", "m");

    assertThat(new String(chat().body().of("Hi", true), java.nio.charset.StandardCharsets.UTF_8))
        .contains("Answer in one sentence.", "\"content\": \"Hi\"", "\"stream\": true");
  }

  @ParameterizedTest
  @CsvSource({
    "chat.requests, 5, auto, 0",
    "chat.requests, 5, 3, 3",
    "chat.duration, 5, auto, 5",
    "chat.duration, 5, 0, 0"
  })
  void aFixedNumberIsNotWarmedUp(String key, String value, String warmup, long seconds) {
    places.property(key, value).property("load.warmup", warmup);

    assertThat(chat().warmup()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void rolesAlwaysWarmUp() {
    assertThat(DatabaseSettings.from(places.load()).warmup()).isEqualTo(Duration.ofSeconds(5));

    places.property("load.warmup", "1");
    assertThat(DatabaseSettings.from(places.load()).warmup()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void noTokenIsShown() {
    places
        .property("chat.baseUrl", "http://host")
        .property("chat.assistantId", "7")
        .property("chat.authToken", "hunter2");

    assertThat(chat()).asString().contains("http://host").doesNotContain("hunter2");
  }
}
