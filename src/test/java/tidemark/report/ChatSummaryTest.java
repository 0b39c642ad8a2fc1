package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.error.ChatError;
import tidemark.record.ChatFigures;
import tidemark.record.ChatSlo;
import tidemark.record.Chats;

/** The sections of the summary that a run with chats has. */
class ChatSummaryTest {
  private static final ChatSlo SLO =
      ChatSlo.of(Optional.of(Duration.ofMillis(100)), Optional.empty(), Optional.empty());

  @TempDir Path folder;

  /** In a second: two JSON chats, two streams, a 500, a stream that stalled. */
  private static ChatFigures some(ChatSlo slo) {
    return Runs.chats(
        slo,
        recorder -> {
          recorder.chat(Chats.json(0, 10), null);
          recorder.chat(Chats.json(0, 20), null);
          recorder.chat(Chats.stream(0, 100, 500, 5), null);
          recorder.chat(Chats.stream(0, 200, 1_000, 15), null);
          recorder.gap(0, 50_000_000);
          recorder.chat(Chats.status(500, 0, 3), "Internal Server Error");
          recorder.chat(Chats.ended(true, 0, 900, 200, ChatError.STALLED), null);
          recorder.sent();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metadata/timestamp",
        "/metadata/api_url",
        "/metadata/assistant_id",
        "/metadata/vus",
        "/metadata/total_requests",
        "/metadata/duration",
        "/metadata/timeout",
        "/metadata/model",
        "/metadata/embedding_model",
        "/metadata/slo/ttft_ms",
        "/statistics/total_requests",
        "/statistics/successful",
        "/statistics/failed",
        "/statistics/unfinished",
        "/statistics/error_rate_percent",
        "/statistics/requests_per_second",
        "/statistics/goodput_percent",
        "/statistics/elapsed_s",
        "/statistics/status_codes/200",
        "/statistics/status_codes/500",
        "/statistics/errors/500",
        "/statistics/errors/Stalled",
        "/statistics/error_samples/500/0",
        "/statistics/latency_ms/p999",
        "/statistics/failed_latency_ms/p95",
        "/streaming/streams",
        "/streaming/time_to_first_token_ms/p95",
        "/streaming/time_to_first_output_token_ms/p95",
        "/streaming/inter_chunk_ms/p95",
        "/streaming/time_per_output_token_ms/p95",
        "/streaming/token_source",
        "/streaming/output_tokens",
        "/streaming/output_tokens_per_second",
        "/streaming/goodput_percent",
        "/gate/0/bound"
      })
  void everyFieldOfTheContractIsThere(String field) {
    assertThat(json(some(SLO)).at(field).isMissingNode()).as(field).isFalse();
  }

  @Test
  void valuesAreThoseOfTheRun() {
    JsonNode json = json(some(SLO));
    JsonNode metadata = json.get("metadata");
    JsonNode statistics = json.get("statistics");
    JsonNode streaming = json.get("streaming");

    assertThat(metadata.get("api_url").textValue()).isEqualTo("http://127.0.0.1:8080/base");
    assertThat(metadata.get("total_requests").longValue()).isEqualTo(50);
    assertThat(metadata.get("duration").isNull()).isTrue();
    assertThat(metadata.get("timeout").intValue()).isEqualTo(120);
    assertThat(statistics.get("total_requests").longValue()).isEqualTo(6);
    assertThat(statistics.get("successful").longValue()).isEqualTo(4);
    assertThat(statistics.get("failed").longValue()).isEqualTo(2);
    assertThat(statistics.get("unfinished").longValue()).isEqualTo(1);
    assertThat(statistics.get("error_rate_percent").decimalValue())
        .isEqualByComparingTo("33.333333");
    assertThat(statistics.get("requests_per_second").decimalValue()).isEqualByComparingTo("4");
    assertThat(statistics.get("goodput_percent").decimalValue()).isEqualByComparingTo("50");
    assertThat(statistics.at("/status_codes/200").longValue()).isEqualTo(5);
    assertThat(statistics.at("/error_samples/500/0").textValue())
        .isEqualTo("chat: Internal Server Error");
    assertThat(statistics.at("/latency_ms/min").doubleValue()).isBetween(9.99, 10.01);
    assertThat(statistics.at("/failed_latency_ms/max").doubleValue()).isBetween(899.0, 901.0);
    assertThat(streaming.get("streams").longValue()).isEqualTo(3);
    assertThat(streaming.get("token_source").textValue()).isEqualTo("usage");
    assertThat(streaming.get("output_tokens").longValue()).isEqualTo(20);
    assertThat(streaming.get("output_tokens_per_second").doubleValue()).isEqualTo(20);
    assertThat(streaming.at("/time_to_first_token_ms/max").doubleValue()).isBetween(199.8, 200.2);
  }

  @Test
  void streamingIsAbsentWhenNoStreamWasAskedFor() {
    ChatFigures onlyJson = Runs.chats(SLO, recorder -> recorder.chat(Chats.json(0, 10), null));

    assertThat(json(onlyJson).has("streaming")).isFalse();
    assertThat(json(onlyJson).at("/statistics/goodput_percent").intValue()).isEqualTo(100);
    assertThat(json(onlyJson).at("/statistics").has("failed_latency_ms")).isFalse();
  }

  @Test
  void whatStreamsDidNotShowIsAbsent() {
    ChatFigures failed =
        Runs.chats(
            recorder ->
                recorder.chat(Chats.ended(true, 0, 9, 0, ChatError.CONNECTION_REFUSED), null));
    List<String> names = new ArrayList<>();
    json(failed).get("streaming").fieldNames().forEachRemaining(names::add);

    assertThat(names).containsExactly("streams", "output_tokens", "output_tokens_per_second");
    assertThat(json(failed).get("statistics").has("latency_ms")).as("0 ms is no latency").isFalse();
  }

  @Test
  void goodputIsAbsentWithoutAnSlo() {
    JsonNode json = json(some(ChatSlo.NONE));

    assertThat(json.get("streaming").has("goodput_percent")).isFalse();
    assertThat(json.get("statistics").has("goodput_percent")).isFalse();
    assertThat(json.get("metadata").has("slo")).isFalse();
  }

  @Test
  void aRunWithoutChatsHasNoneOfTheirFields() {
    JsonNode json = Summary.json(Runs.report(folder, List.of(), Optional.empty()));
    List<String> metadata = new ArrayList<>();
    json.get("metadata").fieldNames().forEachRemaining(metadata::add);

    assertThat(metadata).containsExactly("timestamp");
    assertThat(json.has("statistics")).isFalse();
    assertThat(json.has("streaming")).isFalse();
  }

  @Test
  void theUrlIsShownWithoutUserAndQuery() {
    ChatReport secret =
        new ChatReport(
            "https://me:secret@chat.example.com:8443/v1?key=secret",
            Optional.empty(),
            1,
            Optional.empty(),
            Optional.of(Duration.ofMillis(2_500)),
            Duration.ofSeconds(5),
            Optional.empty(),
            Optional.empty(),
            some(SLO));
    JsonNode metadata = json(secret).get("metadata");

    assertThat(metadata.get("api_url").textValue()).isEqualTo("https://chat.example.com:8443/v1");
    assertThat(metadata.get("assistant_id").isNull()).isTrue();
    assertThat(metadata.get("total_requests").isNull()).isTrue();
    assertThat(metadata.get("duration").decimalValue()).isEqualByComparingTo("2.5");
    assertThat(metadata.get("model").isNull()).isTrue();
  }

  private JsonNode json(ChatFigures figures) {
    return json(Runs.chat(figures));
  }

  private JsonNode json(ChatReport chat) {
    try {
      Summary.write(Runs.report(folder, List.of(), Optional.empty(), Optional.of(chat)));
      return new ObjectMapper().readTree(folder.resolve(Summary.FILE).toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
