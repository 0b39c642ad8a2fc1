package tidemark.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.ChatFigures;
import tidemark.record.Chats;
import tidemark.record.ResponseLog;

class OutputJsonTest {
  private static final Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private Path file;
  private Path responses;

  @BeforeEach
  void paths() {
    file = folder.resolve("output.json");
    responses = folder.resolve("responses.jsonl");
  }

  private static ChatFigures threeAnswersAndAFailure() {
    return Runs.chats(
        recorder -> {
          recorder.chat(Chats.json(0, 10), null);
          recorder.chat(Chats.json(0, 20), null);
          recorder.chat(Chats.json(0, 30), null);
          recorder.chat(Chats.status(500, 0, 100), "broken");
        });
  }

  @Test
  void theFieldsAreThoseOfTheOriginalAndNoOther() throws IOException {
    JsonNode json = written(Optional.empty());

    assertThat(names(json)).containsExactly("metadata", "statistics", "raw_results");
    assertThat(names(json.get("metadata")))
        .containsExactly(
            "timestamp", "api_url", "assistant_id", "vus", "total_requests", "duration", "timeout");
    assertThat(names(json.get("statistics")))
        .containsExactly(
            "total_requests",
            "successful",
            "failed",
            "error_rate_percent",
            "status_codes",
            "errors",
            "latency_ms");
    assertThat(names(json.at("/statistics/latency_ms")))
        .containsExactly("min", "max", "mean", "median", "p95", "p99", "stdev");
    assertThat(json.get("raw_results")).isEmpty();
  }

  @Test
  void timesAreOverAllRequests() throws IOException {
    JsonNode statistics = written(Optional.empty()).get("statistics");

    assertThat(statistics.get("total_requests").longValue()).isEqualTo(4);
    assertThat(statistics.get("error_rate_percent").decimalValue()).isEqualByComparingTo("25");
    assertThat(statistics.get("status_codes").toString()).isEqualTo("{\"200\":3,\"500\":1}");
    assertThat(statistics.get("errors").toString()).isEqualTo("{\"500\":1}");
    assertThat(statistics.at("/latency_ms/max").doubleValue()).isBetween(99.9, 100.1);
    assertThat(statistics.at("/latency_ms/mean").doubleValue()).isBetween(39.9, 40.1);
    assertThat(statistics.at("/latency_ms/median").doubleValue()).isBetween(19.9, 20.1);
  }

  @Test
  void theLinesOfTheLogAreTheRawResultsWithoutThoseOfTheWarmUp() throws IOException {
    try (ResponseLog log = new ResponseLog(responses, Optional.empty(), start -> start > 0)) {
      log.append(Chats.response(Chats.json(0, 10), "in \"warmup\":true"), () -> {});
      log.append(Chats.response(Chats.json(1, 10), "\"warmup\":true}"), () -> {});
      log.append(Chats.response(Chats.status(500, 2, 10), "größer 😀\n"), () -> {});
    }
    JsonNode results = written(Optional.of(responses)).get("raw_results");

    assertThat(results)
        .extracting(line -> line.get("response_text").textValue())
        .containsExactly("\"warmup\":true}", "größer 😀\n");
    assertThat(results.get(1).get("error").textValue()).isEqualTo("500");
    assertThat(results.get(1).get("latency_ms").doubleValue()).isEqualTo(10);
  }

  @Test
  void aLastLineThatIsBrokenIsLeftOut() throws IOException {
    try (ResponseLog log = new ResponseLog(responses, Optional.empty(), start -> true)) {
      log.append(Chats.response(Chats.json(0, 10), "whole"), () -> {});
    }
    byte[] cut = "{\"status_code\":200,\"response_text\":\"é".getBytes(UTF_8);
    Files.write(responses, java.util.Arrays.copyOf(cut, cut.length - 1), StandardOpenOption.APPEND);

    assertThat(written(Optional.of(responses)).get("raw_results"))
        .extracting(line -> line.get("response_text").textValue())
        .containsExactly("whole");
  }

  @Test
  void theFileIsReplacedAsAWhole() throws IOException {
    Files.writeString(file, "of the last run");
    write(Optional.empty());

    assertThat(folder.toFile().list()).containsExactly("output.json");
  }

  @Test
  void whenTheLogCannotBeReadTheOldFileStaysAndNothingIsLeft() throws IOException {
    Files.writeString(file, "of the last run");

    assertThatThrownBy(() -> write(Optional.of(responses))).isInstanceOf(NoSuchFileException.class);
    assertThat(file).hasContent("of the last run");
    assertThat(folder.toFile().list()).containsExactly("output.json");
  }

  @Test
  void whatCannotBeWrittenIsFoundBeforeTheRun() throws IOException {
    OutputJson.check(file);

    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> OutputJson.check(folder)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> OutputJson.check(folder.resolve("absent").resolve("x")))
        .isInstanceOf(IOException.class);
  }

  private JsonNode written(Optional<Path> log) throws IOException {
    write(log);
    return new ObjectMapper().readTree(file.toFile());
  }

  private void write(Optional<Path> log) throws IOException {
    OutputJson.write(file, STARTED, Runs.chat(threeAnswersAndAFailure()), log);
  }

  private static List<String> names(JsonNode json) {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
