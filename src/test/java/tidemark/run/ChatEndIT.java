package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.run.ScriptedChats.TOKEN;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.chat.Script;
import tidemark.chat.ScriptedServer;

/** However a run of chats is ended, what it has seen is there. */
class ChatEndIT {
  private static final Duration FOR_EVER = Duration.ofMinutes(10);
  private static final int ENDLESS = 2;
  private static final int MID_RUN = 100;

  @TempDir Path folder;

  private ForkedRun start(ScriptedServer server) {
    return ScriptedChats.start(
        folder,
        server,
        "chat.check",
        "false",
        "chat.vus",
        "6",
        "chat.stream",
        "true",
        "chat.duration",
        "10m",
        "load.warmup",
        "0");
  }

  /** Two users get a token and then nothing for a long time; the others are served quickly. */
  private static ScriptedServer slow() throws IOException {
    Script begun = ScriptedChats.begunStream("Hi");
    return ScriptedChats.server(
        ENDLESS,
        begun.pause(FOR_EVER),
        begun.pause(Duration.ofMillis(10)).event("[DONE]").lastChunk());
  }

  @Test
  void aSignalStopsTheRunAndLeavesEveryFile() throws Exception {
    try (ScriptedServer server = slow();
        ForkedRun run = start(server)) {
      ForkedRun.until("chats are under way", () -> ScriptedChats.chats(server) >= MID_RUN);
      long sent = System.nanoTime();
      run.process().destroy();
      assertThat(run.exitCode()).isNotZero();
      assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(10));

      JsonNode statistics = run.summary().at("/statistics");
      int ended = statistics.at("/total_requests").asInt();
      assertThat(run.summary().at("/verdict").asText()).isEqualTo("FAIL");
      assertThat(run.summary().at("/failures/0").asText())
          .isEqualTo("stopped: a signal ended the JVM");
      assertThat(statistics.at("/failed").asInt()).isZero();
      assertThat(statistics.at("/unfinished").asInt()).isEqualTo(ENDLESS);
      assertThat(ScriptedChats.chats(server)).isEqualTo(ended + ENDLESS);
      assertThat(run.responses()).hasSize(ended);
      assertThat(ForkedRun.json(folder.resolve("out/summary.json")).at("/raw_results"))
          .hasSize(ended);
      assertThat(Files.readAllLines(folder.resolve("out/runs.csv")))
          .hasSize(2)
          .last()
          .asString()
          .endsWith(",Unfinished(" + ENDLESS + ")");
      assertThat(run.console()).contains(" FAIL  stopped: a signal ended the JVM");
    }
  }

  /** In the rehearsal, as a rule. */
  @Test
  void aSignalMayComeBeforeTheFirstChat() throws IOException {
    try (ScriptedServer server = slow();
        ForkedRun run = start(server)) {
      ForkedRun.until("users are let in", () -> run.console().contains("Simulation tidemark."));
      long sent = System.nanoTime();
      run.process().destroy();
      assertThat(run.exitCode()).isNotZero();
      assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(10));
      assertThat(run.summary().at("/failures/0").asText())
          .isEqualTo("stopped: a signal ended the JVM");
      JsonNode statistics = run.summary().at("/statistics");
      assertThat(statistics.at("/total_requests").asInt() + statistics.at("/unfinished").asInt())
          .isEqualTo(ScriptedChats.chats(server));
      assertThat(ForkedRun.json(folder.resolve("out/summary.json")).at("/raw_results"))
          .hasSize(statistics.at("/total_requests").asInt());
    }
  }

  @Test
  void aRunThatIsKilledLeavesWholeLines() throws IOException {
    try (ScriptedServer server = slow();
        ForkedRun run = start(server)) {
      ForkedRun.until("chats are written down", () -> run.responseLines().size() >= MID_RUN);
      run.process().destroyForcibly();
      run.exitCode();

      List<String> lines = run.responseLines();
      assertThat(lines.subList(0, lines.size() - 1))
          .hasSizeGreaterThanOrEqualTo(MID_RUN - 1)
          .allMatch(line -> ForkedRun.json(line).at("/success").asBoolean());
      assertThat(run.summary().at("/verdict").asText()).isEqualTo("FAIL");
      assertThat(run.summary().at("/failures/0").asText())
          .isEqualTo("the run did not come to its end");
    }
  }

  @Test
  void aTokenThatTheFirstChatFindsRefusedEndsTheRun() throws IOException {
    try (ScriptedServer server =
            ScriptedChats.server(
                chat -> ScriptedChats.error("403 Forbidden", "not with " + TOKEN));
        ForkedRun run =
            ScriptedChats.start(
                folder,
                server,
                "chat.check",
                "false",
                "chat.vus",
                "1",
                "chat.requests",
                "1000000")) {
      assertThat(run.exitCode()).isNotZero();
      assertThat(run.summary().at("/failures/0").asText())
          .isEqualTo("stopped: the target refuses the token (403): not with ***");
      assertThat(run.summary().at("/statistics/total_requests").asInt())
          .isEqualTo(ScriptedChats.chats(server))
          .isLessThan(MID_RUN);
      assertThat(run.filesWith(TOKEN)).isEmpty();
    }
  }
}
