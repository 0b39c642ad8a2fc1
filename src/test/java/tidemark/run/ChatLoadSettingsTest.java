package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.record.ChatLoad;
import tidemark.settings.Places;
import tidemark.settings.Settings;

class ChatLoadSettingsTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder).of("ChatBaselineSimulation");
  }

  private ChatLoad load() {
    return ChatSettings.from(places.load()).load();
  }

  private String refusal() {
    return places.refusal(ChatLoadSettingsTest::users);
  }

  /** As a run reads them. */
  private static void users(Settings settings) {
    ChatSettings chat = ChatSettings.from(settings);
    Duration time = chat.duration().map(chat.warmup()::plus).orElse(Duration.ofDays(1));
    assertThat(new ChatUsers(settings, chat, time).mostActive()).isZero();
  }

  @Test
  void everySettingIsRead() {
    places
        .property("chat.rate", "2.5")
        .property("chat.arrivals", "poisson")
        .property("chat.ramp", "3")
        .property("chat.turns", "5")
        .property("chat.thinkTime", "200ms");

    assertThat(load())
        .isEqualTo(
            new ChatLoad(
                Optional.empty(),
                Optional.of(2.5),
                true,
                Duration.ofSeconds(3),
                5,
                Duration.ofMillis(200)));
  }

  @Test
  void aRateAloneReplacesAWeakerPlacesUsers() {
    places.conf("chat.vus = 20").property("chat.rate", "5");
    assertThat(load().vus()).isEmpty();
    assertThat(load().rate()).contains(5.0);

    places.property("chat.vus", "7").without("chat.rate").conf("chat.rate = 5");
    assertThat(load()).isEqualTo(ChatLoad.of(7));
  }

  @Test
  void bothInOnePlaceAreRefused() {
    places.property("chat.vus", "7").property("chat.rate", "5");

    assertThat(refusal())
        .isEqualTo(
            "chat.vus = 7 is refused (from -Dchat.vus); allowed: none with chat.rate, which lets in"
                + " as many as arrive");
  }

  @Test
  void neitherIsRefused() {
    places.property("chat.vus", "none");

    assertThat(refusal())
        .isEqualTo(
            "chat.vus = none is refused (from -Dchat.vus); allowed: a number, or users per second in"
                + " chat.rate");
  }

  @ParameterizedTest
  @CsvSource({"constant", "poisson"})
  void arrivalsWithoutARateAreRefused(String arrivals) {
    places.property("chat.arrivals", arrivals);

    assertThat(refusal())
        .isEqualTo(
            "chat.arrivals = %s is refused (from -Dchat.arrivals); allowed: auto without chat.rate"
                .formatted(arrivals));
  }

  @Test
  void aPauseThatNobodyWouldMakeIsRefused() {
    places.property("chat.rate", "5").property("chat.thinkTime", "1");
    assertThat(refusal())
        .endsWith("allowed: 0 with chat.rate and a single turn, after which the user is gone");

    places.property("chat.turns", "2");
    assertThat(load().thinkTime()).isEqualTo(Duration.ofSeconds(1));
    places.without("chat.rate").without("chat.turns");
    assertThat(load().thinkTime()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aRateAtWhichNobodyComesIsRefused() {
    places
        .property("chat.rate", "0.001")
        .property("chat.arrivals", "poisson")
        .property("chat.duration", "1");

    assertThat(refusal())
        .isEqualTo(
            "chat.rate = 0.001 is refused (from -Dchat.rate); allowed: a rate at which users come"
                + " while the run goes on");
  }

  @Test
  void aRampLongerThanTheRunIsRefused() {
    places.property("chat.ramp", "10").property("chat.duration", "5").property("load.warmup", "5");
    assertThat(load().ramp()).isEqualTo(Duration.ofSeconds(10));

    places.property("load.warmup", "4");
    assertThat(refusal())
        .isEqualTo(
            "chat.ramp = 10 is refused (from -Dchat.ramp); allowed: at most the run: load.warmup and"
                + " chat.duration");
  }

  @ParameterizedTest
  @CsvSource({"chat.duration, 9", "chat.requests, 0"})
  void warmUpHoldsTheRampUnlessTheNumberOfRequestsIsFixed(String key, long seconds) {
    places.property("chat.ramp", "4").property(key, "10");

    assertThat(ChatSettings.from(places.load()).warmup()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "chat.rate, 0, none | decimal 0.001..100000",
    "chat.rate, -1, none | decimal 0.001..100000",
    "chat.arrivals, even, auto | constant | poisson",
    "chat.turns, 0, integer 1..1000",
    "chat.thinkTime, -1, duration 0s..1h",
    "chat.ramp, 2h, duration 0s..1h"
  })
  void whatIsOutOfRangeIsRefused(String key, String value, String allowed) {
    places.property(key, value);

    assertThat(refusal())
        .isEqualTo(
            "%s = %s is refused (from -D%s); allowed: %s".formatted(key, value, key, allowed));
  }
}
