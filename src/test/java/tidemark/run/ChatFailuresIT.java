package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.run.ScriptedChats.TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.chat.Script;
import tidemark.chat.ScriptedRequest;
import tidemark.chat.ScriptedServer;

/**
 * A run in which no chat goes well, each for one of these reasons: one run, looked at from all
 * sides.
 */
class ChatFailuresIT {
  private static final List<String> WAYS = List.of("error", "reset", "cut", "stall");
  private static final int EACH = 5;
  private static final int ALL = WAYS.size() * EACH;
  private static final Duration FOR_EVER = Duration.ofMinutes(10);

  @TempDir static Path folder;
  private static ScriptedServer server;
  private static ForkedRun run;
  private static int exitCode;

  @BeforeAll
  static void runOnce() throws IOException {
    Files.write(
        folder.resolve("ways.jsonl"),
        WAYS.stream().map(way -> "{\"prompt\":\"" + way + "\"}").toList());
    server = ScriptedChats.server(ChatFailuresIT::failure);
    run =
        ScriptedChats.start(
            folder,
            server,
            "chat.prompts",
            "ways.jsonl",
            "chat.requests",
            Integer.toString(ALL),
            "chat.streamPercent",
            "50",
            "chat.timeout",
            "1s");
    exitCode = run.exitCode();
  }

  @AfterAll
  static void close() throws IOException {
    run.close();
    server.close();
  }

  /** Whatever is said has the token in it. */
  private static Script failure(ScriptedRequest request) {
    return switch (ScriptedChats.prompt(request, WAYS)) {
      case "error" -> ScriptedChats.error("500 Broken", "no luck with " + TOKEN);
      case "reset" -> Script.SILENCE.reset();
      case "cut" -> ScriptedChats.begunStream(TOKEN).close();
      default -> ScriptedChats.begunStream(TOKEN).pause(FOR_EVER);
    };
  }

  @Test
  void theRunFailsByItsErrorRate() {
    assertThat(exitCode).as(run.console()).isEqualTo(2);
    assertThat(run.summary().at("/verdict").asText()).isEqualTo("FAIL");
    assertThat(run.summary().at("/failures").toString())
        .contains("chat error rate 100 % > 5.00 % (20 of 20)");
    assertThat(run.console()).contains(" FAIL  chat error rate 100 %");
  }

  @Test
  void whatNothingWasMeasuredForIsNoZero() {
    JsonNode p95 = run.summary().at("/gate/1");

    assertThat(p95.at("/name").asText()).isEqualTo("chat p95");
    assertThat(p95.at("/observed").isNull()).isTrue();
    assertThat(run.summary().at("/statistics").has("latency_ms")).isFalse();
    assertThat(run.console()).contains("no chat was answered");
  }

  @Test
  void whatReachedTheServerIsWhatIsCounted() {
    JsonNode statistics = run.summary().at("/statistics");

    assertThat(ScriptedChats.chats(server)).isEqualTo(ALL);
    assertThat(statistics.at("/total_requests").asInt()).isEqualTo(ALL);
    assertThat(statistics.at("/failed").asInt()).isEqualTo(ALL);
    assertThat(statistics.at("/unfinished").asInt()).isZero();
    assertThat(statistics.at("/errors"))
        .isEqualTo(
            ForkedRun.json(
                "{\"500\":5,\"ConnectionClosed\":5,\"ConnectionReset\":5,\"Timeout\":5}"));
    assertThat(statistics.at("/status_codes"))
        .isEqualTo(ForkedRun.json("{\"0\":5,\"200\":10,\"500\":5}"));
  }

  @Test
  void everyFileIsThere() throws IOException {
    List<JsonNode> responses = run.responses();
    JsonNode output = ForkedRun.json(folder.resolve("out/summary.json"));

    assertThat(responses).hasSize(ALL).noneMatch(line -> line.at("/success").asBoolean());
    assertThat(output.at("/raw_results")).hasSize(ALL).containsExactlyElementsOf(responses);
    assertThat(output.at("/statistics/failed").asInt()).isEqualTo(ALL);
    assertThat(Files.readAllLines(folder.resolve("out/runs.csv")))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("1,7,,,20,10,")
        .endsWith(",0,500(5); ConnectionClosed(5); ConnectionReset(5); Timeout(5)");
    assertThat(run.gatlingReport()).contains("gate: chat error rate");
  }

  /**
   * Headers and a first token came at once: a client that stops its clock there sees no failure.
   */
  @Test
  void aBodyThatStallsIsATimeout() {
    assertThat(run.responses())
        .filteredOn(line -> line.at("/error").asText().equals("Timeout"))
        .hasSize(EACH)
        .allMatch(line -> line.at("/status_code").asInt() == 200)
        .allMatch(line -> line.at("/latency_ms").asDouble() >= 1_000);
  }

  @Test
  void theTokenIsNowhere() {
    assertThat(run.filesWith("no luck with ***")).isNotEmpty();
    assertThat(run.filesWith(TOKEN)).isEmpty();
  }
}
