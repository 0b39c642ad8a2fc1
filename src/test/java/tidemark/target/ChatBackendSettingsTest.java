package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.settings.SettingsException;

class ChatBackendSettingsTest {
  @Test
  void theDefaultsAreAQuietModel() {
    ChatBackendSettings settings = ChatBackends.settings(Map.of());
    assertThat(settings.latency()).isEqualTo(DrawnTime.always(Duration.ofMillis(50)));
    assertThat(settings.tokens()).isEqualTo(20);
    assertThat(settings.tokenInterval()).isEqualTo(DrawnTime.always(Duration.ofMillis(20)));
    assertThat(settings.errorRate()).isZero();
    assertThat(settings.cutRate()).isZero();
    assertThat(settings.limitRate()).isZero();
    assertThat(settings.capacity()).isEmpty();
    assertThat(settings.queue()).isEmpty();
    assertThat(settings.hideFailures()).isFalse();
  }

  @Test
  void ratesTogetherAreAtMostAll() {
    assertThatThrownBy(() -> ChatBackends.settings("errorRate", "60", "cutRate", "41"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("target.chat.cutRate = 41")
        .hasMessageContaining("at most 100 together with target.chat.errorRate");
    assertThat(ChatBackends.settings("errorRate", "60", "cutRate", "40").cutRate()).isEqualTo(40);
  }

  @Test
  void ratesOfAllThreeCount() {
    assertThatThrownBy(
            () -> ChatBackends.settings("errorRate", "60", "cutRate", "30", "limitRate", "11"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("target.chat.limitRate");
  }

  @Test
  void aPercentileIsNotBelowTheMedian() {
    assertThatThrownBy(() -> ChatBackends.settings("latency", "60ms", "latencyP99", "50ms"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("target.chat.latencyP99 = 50ms")
        .hasMessageContaining("no less than target.chat.latency");
    assertThatThrownBy(() -> ChatBackends.settings("tokenInterval", "0", "tokenIntervalP99", "1"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("target.chat.tokenIntervalP99 = 1");
  }

  @Test
  void aModelHasSomethingToSay() {
    assertThatThrownBy(() -> ChatBackends.settings("text", "  "))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("target.chat.text");
  }

  @Test
  void theTokenIsNotShown() {
    assertThat(ChatBackends.settings("token", "opensesame").toString())
        .doesNotContain("opensesame");
  }
}
