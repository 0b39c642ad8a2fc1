package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.run.ScriptedChats.TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.ChatBaselineSimulation;
import tidemark.chat.Script;
import tidemark.chat.ScriptedServer;

/** The baseline as a user runs it, from the command line to the verdict. */
@Tag("slow")
class ChatRunIT {
  private static final Duration TO_HEADERS = Duration.ofMillis(20);
  private static final Duration TO_BODY = Duration.ofMillis(1_300);
  private static final Duration FOR_EVER = Duration.ofMinutes(10);
  private static final int ENDLESS = 2;

  @TempDir Path folder;

  private ForkedRun embedded(Map<String, String> settings) {
    // somebody's shell may name a backend of their own
    return ForkedRun.start(
        ChatBaselineSimulation.class, folder, settings, Map.of("MOCK_OPENAI_BASE_URL", "embedded"));
  }

  @Test
  void tenUsersHaveFiftyChats() {
    Map<String, String> settings =
        Map.of(
            "gatling.data.writers.0", "console", // its table has all scenarios
            "gatling.data.writers.1", "file");
    try (ForkedRun run = embedded(settings)) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/verdict").asText()).isEqualTo("PASS");
      assertThat(summary.at("/failures")).isEmpty();
      assertThat(summary.at("/metadata/vus").asInt()).isEqualTo(10);
      assertThat(summary.at("/metadata/total_requests").asInt()).isEqualTo(50);
      assertThat(summary.at("/metadata/duration").isNull()).isTrue();
      assertThat(summary.at("/metadata/model").asText()).isEqualTo("tidemark");
      assertThat(summary.at("/statistics/total_requests").asInt()).isEqualTo(50);
      assertThat(summary.at("/statistics/successful").asInt()).isEqualTo(50);
      assertThat(summary.at("/statistics/latency_ms/min").asDouble())
          .as("the backend takes its time")
          .isGreaterThan(50);
      assertThat(summary.at("/gate").findValuesAsText("name"))
          .containsExactly("chat error rate", "chat p95");
      assertThat(summary.has("streaming")).isFalse();
      assertThat(summary.has("database")).isFalse();
      assertThat(run.responses())
          .hasSize(50)
          .allMatch(line -> line.at("/success").asBoolean())
          .allMatch(line -> line.at("/response_text").asText().startsWith("The tide comes in"));
      assertThat(run.runFolder().toFile().list())
          .containsExactlyInAnyOrder(
              "report.html", "junit.xml", "summary.json", "summary.md", "responses.jsonl");
      assertThat(run.console())
          .as("users had chats that count nowhere, before")
          .containsPattern("---- rehearsal -+\\n.*\\n.*done: +[1-9]");
      assertThat(run.gatlingReport()).contains("gate: chat error rate", "gate: chat p95");
      assertThat(run.consoleLines()).contains(" PASS");
      assertThat(run.consoleLines()).last().asString().contains("gatling").contains("index.html");
    }
  }

  @Test
  void streamsHaveFiguresOfTheirOwnAndTheNumberOfRequestsMayComeFirst() {
    Map<String, String> settings =
        Map.of(
            "chat.stream", "true",
            "chat.requests", "20",
            "chat.duration", "10m",
            "gate.ttftP95Millis", "30000",
            "target.chat.latency", "100ms",
            "target.chat.tokens", "8",
            "target.chat.tokenInterval", "10ms");
    try (ForkedRun run = embedded(settings)) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode streaming = run.summary().at("/streaming");
      assertThat(streaming.at("/streams").asInt()).isEqualTo(20);
      assertThat(streaming.at("/time_to_first_token_ms/min").asDouble()).isGreaterThan(100);
      assertThat(streaming.at("/time_per_output_token_ms/median").asDouble()).isBetween(5.0, 50.0);
      assertThat(streaming.at("/token_source").asText()).isEqualTo("usage");
      assertThat(streaming.at("/output_tokens").asInt()).isEqualTo(20 * 8);
      assertThat(run.summary().at("/statistics/total_requests").asInt()).isEqualTo(20);
      assertThat(run.responses())
          .hasSize(20)
          .allMatch(line -> line.at("/streamed").asBoolean())
          .allMatch(line -> line.at("/ttft_ms").asDouble() > 100);
      assertThat(run.gatlingReport())
          .contains("chat \u00b7 time to first token", "gate: chat TTFT p95");
    }
  }

  /**
   * Two users wait for ever; the others get their headers soon, and the rest of it later: chats of
   * more than a second may well need longer than the grace at the end.
   */
  @Test
  void theTimeMayComeFirstAndWhoIsCutOffByItHasNotFailed() throws IOException {
    try (ScriptedServer server =
            ScriptedChats.server(ENDLESS, Script.SILENCE.pause(FOR_EVER), late());
        ForkedRun run =
            ScriptedChats.start(
                folder,
                server,
                "chat.check",
                "false",
                "chat.vus",
                "6",
                "chat.requests",
                "1000000",
                "chat.duration",
                "2")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode statistics = run.summary().at("/statistics");
      long answered = statistics.at("/successful").asLong();
      assertThat(answered).isPositive();
      assertThat(statistics.at("/total_requests").asLong()).isEqualTo(answered);
      assertThat(statistics.at("/failed").asLong()).isZero();
      assertThat(statistics.at("/unfinished").asLong()).isEqualTo(ENDLESS);
      assertThat(ScriptedChats.chats(server)).isEqualTo(answered + ENDLESS);
      assertThat(server.requests())
          .as("numbers are for the embedded backend")
          .noneMatch(request -> request.header("x-request-id").isPresent());
      assertThat(run.responses()).hasSize(Math.toIntExact(answered));
      assertThat(run.console()).contains("2 unfinished");
      assertThat(statistics.at("/elapsed_s").asDouble())
          .as("the wait for the two is no part of it")
          .isBetween(2.0, 6.0);
      assertThat(statistics.at("/latency_ms/min").asDouble())
          .as("the body's last byte, not the headers")
          .isGreaterThan((double) TO_BODY.toMillis());
      assertThat(run.filesWith("your token is ***")).isNotEmpty();
      assertThat(run.filesWith(TOKEN)).isEmpty();
    }
  }

  /** No request is left, or all the others think. */
  @ParameterizedTest
  @CsvSource({"chat.requests, 8", "chat.thinkTime, 600s"})
  void whoHangsFailsTheRunThoughNobodyElseAsks(String key, String value) throws IOException {
    try (ScriptedServer server =
            ScriptedChats.server(ENDLESS, Script.SILENCE.pause(FOR_EVER), late());
        ForkedRun run =
            ScriptedChats.start(
                folder,
                server,
                "chat.check",
                "false",
                "chat.vus",
                "8",
                "chat.duration",
                "6",
                "load.warmup",
                "0",
                key,
                value)) {
      assertThat(run.exitCode()).as(run.console()).isNotZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/failures")).hasSize(1);
      assertThat(summary.at("/failures/0").asText())
          .startsWith("chats that failed or hang 25.0 % > 5.00 % (2 of 8), with 2 under way ")
          .containsPattern("for 1[01]\\.[0-9] s or longer; of the others, the longest took 1\\.");
      assertThat(summary.at("/statistics/elapsed_s").asDouble())
          .as("some were under way to the end of it")
          .isBetween(6.0, 7.0);
    }
  }

  private static Script late() {
    String body = ScriptedChats.completion("your token is " + TOKEN).replace("m-1", TOKEN);
    return Script.SILENCE
        .pause(TO_HEADERS)
        .send(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(body.length()))
        .pause(TO_BODY)
        .send(body);
  }
}
