package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.chat.ScriptedServer;
import tidemark.record.Marks;
import tidemark.settings.Places;

/**
 * What a run of chats is refused for: one line, and the target is asked for nothing. Only the first
 * test starts a JVM; the others prepare the run in this one.
 */
class ChatRefusalsIT {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void aTargetOfSomebodysOwn() {
    places =
        new Places(folder)
            .of("ChatBaselineSimulation")
            .property("chat.baseUrl", "http://127.0.0.1:1")
            .property("chat.assistantId", "7")
            .property("chat.authToken", ScriptedChats.TOKEN);
  }

  private String refusal() {
    return places.refusal(
        settings ->
            ChatPart.open(
                new Preparation(
                    settings,
                    Instant.now(),
                    folder,
                    new Opened(),
                    new Marks(),
                    FailFast.from(settings))));
  }

  @Test
  void aTokenThatTheTargetRefusesIsOneLineAndNoLoad() throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(request -> ScriptedChats.error("401 Unauthorized", "who?"));
        ForkedRun run = ScriptedChats.start(folder, server)) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.consoleLines())
          .containsExactly(
              "Tidemark: chat.authToken = *** is refused (from environment JWT_TOKEN); allowed: a"
                  + " token that the target takes, or chat.check = false; the target refuses the"
                  + " token (401) at OPTIONS "
                  + server.url("/creator/assistant/7/chat/completions"));
      assertThat(server.requests()).hasSize(1);
      assertThat(folder.resolve("target/gatling")).doesNotExist();
      assertThat(folder.resolve("target/tidemark")).isEmptyDirectory();
      assertThat(folder.resolve("out")).isEmptyDirectory();
    }
  }

  @Test
  void aTargetThatIsDownIsNotUnderLoad() {
    URI nobody = ProbedServer.nobody();
    places.property("chat.baseUrl", nobody.toString());

    assertThat(refusal())
        .startsWith("chat.baseUrl = " + nobody + " is refused (from -Dchat.baseUrl); allowed: a")
        .endsWith("not up is OPTIONS %s: connection refused".formatted(nobody));
  }

  @ParameterizedTest
  @CsvSource({
    "chat.vus, 0, integer 1..100000",
    "chat.vus, -1, integer 1..100000",
    "chat.requests, -5, none | integer 1..1000000000",
    "chat.requests, none, 'a number, or a time in chat.duration, or both'",
    "chat.baseUrl, 127.0.0.1:1, 'embedded, http://<host>'",
    "chat.authToken, '', 'a token (environment JWT_TOKEN), or chat.auth = false'",
    "chat.assistantId, '', 'an id, for {assistant_id} in chat.endpointPath'",
    "chat.vuss, 3, chat.vus",
    "gate.goodputPercent, 90, chat.slo",
  })
  void aBadValueIsOneLineThatNamesItsKeyAndWhatIsAllowed(String key, String value, String allowed) {
    places.property(key, value);

    assertThat(refusal())
        .contains(key, "-D" + key, allowed)
        .doesNotContain(ScriptedChats.TOKEN, "not up");
    assertThat(folder.resolve("responses.jsonl")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"output.json", "output.csv", "output.responses"})
  void aFileThatCannotBeWrittenIsRefused(String key) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    places.property(key, file.resolve("below").toString());

    assertThat(refusal()).startsWith(key + " = ").endsWith("allowed: a file that can be written");
  }

  @Test
  void aBrokenLineOfThePromptsIsNamed() throws IOException {
    Path prompts = folder.resolve("prompts.jsonl");
    Files.writeString(prompts, "{\"prompt\":\"one\"}\n{\"prompt\":\"two\"}\n{\"prompt\":\n");
    places.property("chat.prompts", prompts.toString());

    assertThat(refusal()).startsWith("chat.prompts = " + prompts).contains("line 3");
  }
}
