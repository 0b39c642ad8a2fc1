package tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import tidemark.record.ChatLoad;
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
          recorder.sent(0);
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
            ChatLoad.of(1),
            1,
            Optional.empty(),
            Optional.of(Duration.ofMillis(2_500)),
            Duration.ofSeconds(5),
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            some(SLO),
            List.of());
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

  @Test
  void usersWhoArriveHaveARateAndNoNumber() {
    JsonNode json =
        json(
            Runs.arriving(
                Runs.chats(
                    recorder -> recorder.chat(Chats.planned(0, Chats.json(30, 100)), null))));
    JsonNode metadata = json.get("metadata");

    assertThat(metadata.get("vus").isNull()).isTrue();
    assertThat(metadata.get("rate").doubleValue()).isEqualTo(2.5);
    assertThat(metadata.get("arrivals").textValue()).isEqualTo("poisson");
    assertThat(metadata.get("ramp").intValue()).isEqualTo(4);
    assertThat(metadata.get("turns").intValue()).isEqualTo(5);
    assertThat(metadata.get("think_time").doubleValue()).isEqualTo(0.2);
    assertThat(json.get("active_users").intValue()).isEqualTo(1_234);
    assertThat(json.at("/statistics/planned_to_start_ms/max").doubleValue())
        .isCloseTo(30, within(0.1));
    assertThat(json.at("/statistics/latency_ms/max").doubleValue()).isCloseTo(130, within(0.1));
  }

  @Test
  void usersWhoAskOneThingAtATimeHaveNoneOfThat() {
    JsonNode json = json(some(SLO));

    for (String name : List.of("rate", "arrivals", "ramp", "turns", "think_time")) {
      assertThat(json.get("metadata").has(name)).as(name).isFalse();
    }
    assertThat(json.get("statistics").has("planned_to_start_ms")).isFalse();
    assertThat(json.get("active_users").intValue()).isEqualTo(10);
  }

  @Test
  void stepsAreThereWithTheLastGoodOne() {
    JsonNode root = json(Runs.steps(Runs.HELD, Runs.BROKE));

    assertThat(root.at("/steps").toString())
        .isEqualTo(
            """
            [{"name":"50","vus":50,"rate":null,"requests":1,"requests_per_second":1,\
            "error_rate_percent":0,"p50_ms":1000.341503,"p95_ms":1000.341503,"verdict":"PASS"},\
            {"name":"100","vus":100,"rate":null,"requests":2,"requests_per_second":1,\
            "error_rate_percent":50,"p50_ms":1000.341503,"p95_ms":1000.341503,"verdict":"FAIL",\
            "why":"too slow"}]""");
    assertThat(root.at("/last_good_step").intValue()).isEqualTo(50);
    assertThat(root.at("/active_users").intValue()).isEqualTo(100);
    assertThat(root.at("/statistics/total_requests").intValue()).isEqualTo(3);
  }

  @Test
  void aStepThatWasNotJudgedHasNoVerdict() {
    JsonNode root = json(Runs.steps(Runs.BROKE.unjudged()));

    assertThat(root.at("/steps/0/verdict").isNull()).isTrue();
    assertThat(root.at("/last_good_step").isNull()).isTrue();
  }

  @Test
  void withoutStepsThereIsNothingOfThem() {
    JsonNode root = json(Runs.chat(some(SLO)));

    assertThat(root.has("steps")).isFalse();
    assertThat(root.has("last_good_step")).isFalse();
    assertThat(root.at("/active_users").intValue()).isEqualTo(10);
    assertThat(root.at("/statistics").has("drift_percent")).isFalse();
  }

  @Test
  void aRunOfKnownLengthHasADrift() {
    JsonNode root =
        json(
            Runs.sustained(
                Runs.chats(
                    Duration.ofSeconds(4),
                    recorder -> {
                      recorder.chat(Chats.json(0, 1_000), null);
                      recorder.chat(Chats.json(3_000, 1_500), null);
                      recorder.chat(Chats.status(500, 3_000, 1_000), null);
                    })));

    assertThat(root.at("/metadata/warmup").intValue()).isEqualTo(5);
    assertThat(root.at("/statistics/drift_percent").doubleValue()).isBetween(49.8, 50.2);
    assertThat(root.at("/statistics/drift_p95_percent").doubleValue()).isBetween(49.8, 50.2);
    assertThat(root.at("/statistics/error_growth").doubleValue()).isEqualTo(50);
  }

  @Test
  void streamsAndWholeAnswersDriftApart() {
    JsonNode root =
        json(
            Runs.sustained(
                Runs.chats(
                    Duration.ofSeconds(4),
                    recorder -> {
                      recorder.chat(Chats.json(0, 1_000), null);
                      recorder.chat(Chats.json(3_000, 1_500), null);
                      recorder.chat(Chats.stream(0, 10, 1_000, 5), null);
                      recorder.chat(Chats.stream(3_000, 10, 500, 5), null);
                    })));

    assertThat(root.at("/statistics").has("drift_percent")).isFalse();
    for (String name : List.of("_percent", "_p95_percent")) {
      assertThat(root.at("/statistics/drift_answers" + name).doubleValue()).isBetween(49.8, 50.2);
      assertThat(root.at("/statistics/drift_streams" + name).doubleValue()).isBetween(-50.2, -49.8);
    }
  }
}
