package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidemark.settings.SettingsException;

class ChatServerSettingsTest {
  @Test
  void theDefaultsAreAQuietModel() {
    ChatServerSettings settings = ChatServers.settings(Map.of());
    assertThat(settings.latency()).isEqualTo(Duration.ofMillis(50));
    assertThat(settings.tokens()).isEqualTo(20);
    assertThat(settings.tokenInterval()).isEqualTo(Duration.ofMillis(20));
    assertThat(settings.errorRate()).isZero();
    assertThat(settings.cutRate()).isZero();
    assertThat(settings.figures()).isFalse();
    assertThat(settings.withFigures().figures()).isTrue();
  }

  @Test
  void ratesTogetherAreAtMostAll() {
    assertThatThrownBy(() -> ChatServers.settings("errorRate", "60", "cutRate", "41"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("target.chat.cutRate = 41")
        .hasMessageContaining("at most 100 together with target.chat.errorRate");
    assertThat(ChatServers.settings("errorRate", "60", "cutRate", "40").cutRate()).isEqualTo(40);
  }

  @Test
  void aModelHasSomethingToSay() {
    assertThatThrownBy(() -> ChatServers.settings("text", "  "))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("target.chat.text");
  }

  @Test
  void theTokenIsNotShown() {
    assertThat(ChatServers.settings("token", "opensesame").toString()).doesNotContain("opensesame");
  }
}
