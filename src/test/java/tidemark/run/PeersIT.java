package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.ChatBaselineSimulation;

/** Chats with servers that others wrote, JSON and streams: what is measured is what they did. */
class PeersIT {
  private static final Path PEERS = Path.of("src/test/resources/peers").toAbsolutePath();
  private static final String PATH = "/v1/chat/completions";
  private static final String KEY = "peer-key";
  private static final String MODEL = "gpt-4";
  private static final int CHATS = 20;
  private static final int STREAMS = CHATS / 2;

  @TempDir Path folder;

  private ForkedRun chats(NpmServer server) {
    Map<String, String> settings =
        Map.of(
            "chat.baseUrl",
            server.url("").toString(),
            "chat.endpointPath",
            PATH,
            "chat.model",
            MODEL,
            "chat.vus",
            "4",
            "chat.requests",
            Integer.toString(CHATS),
            "chat.streamPercent",
            "50");
    ForkedRun run =
        ForkedRun.start(ChatBaselineSimulation.class, folder, settings, Map.of("JWT_TOKEN", KEY));
    assertThat(run.exitCode()).as(run.console()).isZero();
    return run;
  }

  /**
   * It sends the empty role after {@code ttft}, which is no token yet, and the first one after
   * another {@code 1/tps}. Its streams say how many tokens they had.
   */
  @Test
  void aimock() throws Exception {
    Path fixture = PEERS.resolve("aimock.json");
    JsonNode given = ForkedRun.json(fixture).at("/fixtures/0");
    double gap = 1000 / given.at("/streamingProfile/tps").asDouble();
    double ttft = given.at("/streamingProfile/ttft").asDouble() + gap;
    String text = given.at("/response/content").asText();
    double chunks = Math.ceil(text.length() / given.at("/chunkSize").asDouble());
    try (NpmServer server =
            NpmServer.start(
                folder.resolve("aimock.txt"),
                "llmock",
                "-f",
                fixture.toString(),
                "--log-level",
                "warn",
                "--journal-max",
                "0");
        ForkedRun run = chats(server)) {
      JsonNode journal = ForkedRun.json(sent(request(server, "/__aimock/journal").GET()));
      assertThat(journal).hasSize(CHATS).allMatch(one -> one.at("/path").asText().equals(PATH));
      assertThat(journal).filteredOn(one -> one.at("/body/stream").asBoolean()).hasSize(STREAMS);
      int tokens = tokensOfAnAnswer(server);
      theyAgree(run, text, tokens, tokens);
      JsonNode streaming = run.summary().at("/streaming");
      assertThat(streaming.at("/token_source").asText()).isEqualTo("usage");
      assertThat(streaming.at("/time_to_first_token_ms/min").asDouble()).isGreaterThan(ttft - 3);
      assertThat(median(run, "time_to_first_token_ms")).isBetween(ttft - 3, ttft + 60);
      assertThat(median(run, "inter_chunk_ms")).isBetween(gap - 3, gap + 10);
      assertThat(median(run, "time_per_output_token_ms") * (tokens - 1) / (chunks - 1))
          .isBetween(gap - 3, gap + 10);
    }
  }

  /**
   * It sends a word every 50 ms, as text/plain; of a stream it does not say how many there were.
   */
  @Test
  void openaiMockApi() throws Exception {
    String text = "The tide comes in and the tide goes out, twice a day.";
    try (NpmServer server =
            NpmServer.start(
                folder.resolve("openai-mock-api.txt"),
                "openai-mock-api",
                "-c",
                PEERS.resolve("openai-mock-api.yaml").toString());
        ForkedRun run = chats(server)) {
      assertThat(server.output().lines().filter(line -> line.contains("Matched request")))
          .hasSize(CHATS);
      assertThat(server.output().lines().filter(line -> line.contains("Starting streaming")))
          .hasSize(STREAMS);
      theyAgree(run, text, tokensOfAnAnswer(server), text.split(" ").length);
      assertThat(run.summary().at("/streaming/token_source").asText()).isEqualTo("chunks");
      assertThat(median(run, "time_to_first_token_ms")).isBetween(0.0, 60.0);
      assertThat(median(run, "inter_chunk_ms")).isBetween(47.0, 60.0);
      assertThat(median(run, "time_per_output_token_ms")).isBetween(47.0, 60.0);
    }
  }

  private static void theyAgree(ForkedRun run, String text, int tokens, int tokensOfAStream) {
    JsonNode summary = run.summary();
    assertThat(summary.at("/metadata/model").asText()).isEqualTo(MODEL);
    assertThat(summary.at("/statistics/successful").asInt()).isEqualTo(CHATS);
    assertThat(summary.at("/statistics/total_requests").asInt()).isEqualTo(CHATS);
    assertThat(summary.at("/streaming/streams").asInt()).isEqualTo(STREAMS);
    assertThat(summary.at("/streaming/output_tokens").asInt()).isEqualTo(STREAMS * tokensOfAStream);
    assertThat(run.responses())
        .hasSize(CHATS)
        .allMatch(line -> line.at("/response_text").asText().equals(text))
        .allMatch(line -> line.at("/model").asText().equals(MODEL))
        .filteredOn(line -> !line.at("/streamed").asBoolean())
        .hasSize(CHATS - STREAMS)
        .allMatch(line -> line.at("/output_tokens").asInt() == tokens);
  }

  private static double median(ForkedRun run, String times) {
    return run.summary().at("/streaming/" + times + "/median").asDouble();
  }

  /** As the server counts them, asked by another client. */
  private static int tokensOfAnAnswer(NpmServer server) throws Exception {
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
            .formatted(MODEL);
    String answer =
        sent(
            request(server, PATH)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    return ForkedRun.json(answer).at("/usage/completion_tokens").asInt();
  }

  private static HttpRequest.Builder request(NpmServer server, String path) {
    return HttpRequest.newBuilder(server.url(path)).header("Authorization", "Bearer " + KEY);
  }

  private static String sent(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }
}
