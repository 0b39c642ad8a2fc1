package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.chat.Script;
import tidemark.chat.ScriptedRequest;
import tidemark.chat.ScriptedServer;

/** Conversations, as the server sees them. */
class ChatConversationIT {
  private static final String PART = "and so it goes ";

  @TempDir Path folder;

  @TempDir Path other;

  /** Answers name the question; the seventh question gets none. */
  private static Script answer(ScriptedRequest request) {
    List<String> said = said(request);
    String question = said.get(said.size() - 1);
    if (question.equals("Q6")) {
      return ScriptedChats.error("500 Broken", "no");
    }
    return request.body().contains("\"stream\":true")
        ? ScriptedChats.begunStream("to " + question + " " + PART)
            .event("{\"choices\":[{\"delta\":{\"content\":\"" + PART + "\"}}]}")
            .event("[DONE]")
            .lastChunk()
        : ScriptedChats.answer("to " + question + " " + PART + PART);
  }

  private static List<String> said(ScriptedRequest request) {
    return ForkedRun.json(request.body()).at("/messages").findValuesAsText("content");
  }

  private static List<String> roles(ScriptedRequest request) {
    return ForkedRun.json(request.body()).at("/messages").findValuesAsText("role");
  }

  private static List<ScriptedRequest> chats(ScriptedServer server) {
    return server.requests().stream().filter(one -> one.method().equals("POST")).toList();
  }

  private Path questions() throws IOException {
    return Files.write(
        folder.resolve("questions.jsonl"),
        IntStream.range(0, 10).mapToObj(i -> "{\"prompt\":\"Q" + i + "\"}").toList());
  }

  /** One user: five turns; two of which the second fails; three, and no request is left. */
  @Test
  void eachTurnSendsAllThatWasSaidBefore() throws IOException {
    try (ScriptedServer server = ScriptedChats.server(ChatConversationIT::answer);
        ForkedRun run =
            ScriptedChats.start(
                folder,
                server,
                "chat.vus",
                "1",
                "chat.requests",
                "10",
                "chat.turns",
                "5",
                "chat.thinkTime",
                "10ms",
                "chat.prompts",
                questions().toString(),
                "chat.systemPrompt",
                "Be brief",
                "chat.streamPercent",
                "50",
                "chat.responseMaxChars",
                "2",
                "gate.errorRatePercent",
                "50")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      List<ScriptedRequest> chats = chats(server);

      assertThat(chats)
          .extracting(one -> said(one).size())
          .containsExactly(2, 4, 6, 8, 10, 2, 4, 2, 4, 6);
      assertThat(said(chats.get(4)))
          .containsExactly(
              "Be brief",
              "Q0",
              answerTo(0),
              "Q1",
              answerTo(1),
              "Q2",
              answerTo(2),
              "Q3",
              answerTo(3),
              "Q4");
      assertThat(roles(chats.get(2)))
          .containsExactly("system", "user", "assistant", "user", "assistant", "user");
      assertThat(said(chats.get(7))).as("after the failure").containsExactly("Be brief", "Q7");
      assertThat(run.responses())
          .hasSize(10)
          .filteredOn(line -> line.at("/success").asBoolean())
          .allMatch(line -> line.at("/response_text").asText().equals("to"))
          .allMatch(line -> line.at("/response_truncated").asBoolean());
      JsonNode summary = run.summary();
      assertThat(summary.at("/metadata/turns").asInt()).isEqualTo(5);
      assertThat(summary.at("/metadata/think_time").asDouble()).isEqualTo(0.01);
      assertThat(summary.at("/active_users").asInt()).isEqualTo(1);
    }
  }

  private static String answerTo(int question) {
    return "to Q" + question + " " + PART + PART;
  }

  /** Whoever arrives has one conversation, on a connection that others have used. */
  @Test
  void whoArrivesStaysForItsConversation() throws IOException {
    try (ScriptedServer server = ScriptedChats.server(ChatConversationIT::answer);
        ForkedRun run =
            ScriptedChats.start(
                other,
                server,
                "chat.rate",
                "10",
                "chat.arrivals",
                "poisson",
                "chat.ramp",
                "1",
                "chat.requests",
                "20",
                "chat.turns",
                "5",
                "load.warmup",
                "1",
                "chat.body",
                template().toString())) {
      assertThat(run.exitCode()).as(run.console()).isZero();

      assertThat(chats(server))
          .extracting(one -> said(one).size())
          .hasSizeGreaterThan(20)
          .containsOnly(1, 3, 5, 7, 9);
      assertThat(run.summary().at("/statistics/total_requests").asInt())
          .as("those of the warm-up left out")
          .isEqualTo(20);
      assertThat(chats(server)).filteredOn(one -> said(one).size() == 1).hasSizeBetween(6, 20);
      assertThat(run.responses())
          .as("each conversation has a plan, its later turns have none")
          .filteredOn(line -> line.has("planned_to_start_ms"))
          .hasSameSizeAs(chats(server).stream().filter(one -> said(one).size() == 1).toList());
      assertThat(chats(server).stream().map(ScriptedRequest::connection).distinct().count())
          .isLessThan(10);
    }
  }

  private Path template() throws IOException {
    return Files.writeString(
        other.resolve("body.json"),
        """
        {"stream": ${stream}, "messages": [${history} {"role": "user", "content": "${prompt}"}]}
        """);
  }
}
