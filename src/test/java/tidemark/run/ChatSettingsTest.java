package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
