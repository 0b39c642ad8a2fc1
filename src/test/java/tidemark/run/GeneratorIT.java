package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.ChatBaselineSimulation;

/** The generator watches itself, and says when it was the limit. */
@Tag("alone")
class GeneratorIT {
  private static final String WARNING = " WARN  the generator was the limit: ";

  @TempDir Path folder;

  private ForkedRun chats(String users, String latency) {
    return ForkedRun.start(
        ChatBaselineSimulation.class,
        folder,
        Map.of(
            "chat.vus", users,
            "chat.duration", "4",
            "load.warmup", "2",
            "chat.stream", "true",
            "target.chat.latency", latency,
            "output.rawResults", "false"),
        Map.of("MOCK_OPENAI_BASE_URL", "embedded"));
  }

  /** A hundred thousand tokens a second, in the same process with the backend that sends them. */
  @Test
  void moreUsersThanItCanServe() {
    try (ForkedRun run = chats("2000", "0s")) {
      assertThat(run.exitCode()).as("it is a warning: " + run.console()).isZero();
      JsonNode generator = run.summary().at("/generator");
      assertThat(generator.at("/bottleneck").asBoolean()).as(generator.toString()).isTrue();
      assertThat(generator.at("/reason").asText()).isNotEmpty();
      assertThat(run.consoleLines())
          .containsSubsequence(" PASS", WARNING + generator.at("/reason").asText());
    }
  }

  /** What a busy neighbour does to it is far from half of such a chat. */
  @Test
  void usersWhoWaitForTheModel() {
    try (ForkedRun run = chats("10", "1s")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode generator = run.summary().at("/generator");
      assertThat(generator.at("/bottleneck").asBoolean()).as(generator.toString()).isFalse();
      assertThat(generator.at("/cpu_percent").asDouble()).isPositive();
      assertThat(generator.at("/heap_used_mb").asDouble()).isPositive();
      assertThat(generator.at("/gc_pause_ms").isNumber()).isTrue();
      assertThat(generator.at("/timer_lag_ms/p99").asDouble()).isPositive();
      assertThat(generator.at("/timer_lag_ms/max").asDouble()).isPositive();
      assertThat(run.console()).doesNotContain(WARNING);
    }
  }
}
