package tidemark.run;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static tidemark.chat.ChatDsl.chat;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tidemark.chat.ChatLimits;
import tidemark.chat.ChatTarget;
import tidemark.record.ChatSlo;
import tidemark.record.RunChatRecorder;
import tidemark.settings.Settings;
import tidemark.target.ChatBackend;
import tidemark.target.ChatBackendSettings;

/**
 * What {@link RehearsalIT} looks at: a rehearsal on a server that can be asked what it saw, then a
 * user with one chat on another one.
 */
public final class RehearsalFixture extends Simulation {
  private final Settings settings =
      Settings.load("ChatBaselineSimulation", Map.of(), Map.of(), Path.of("nobody's.conf"));
  private final ChatSettings chat = ChatSettings.from(settings);
  private final RunChatRecorder recorder = new RunChatRecorder(ChatSlo.NONE);
  private final ChatBackend stage = ChatBackend.start(ChatBackendSettings.from(settings));
  private final ChatBackend server = ChatBackend.start(ChatBackendSettings.from(settings));

  public RehearsalFixture() throws IOException {
    recorder.measureFrom(System.nanoTime());
    PopulationBuilder users =
        scenario("users")
            .exec(
                session -> {
                  print("before", stage.figures().chats());
                  return session;
                })
            .exec(chat("counted"))
            .injectOpen(atOnceUsers(1));
    setUp(new Rehearsal(chat, stage).before(users, () -> true))
        .protocols(http, chat(target()).recorder(recorder));
  }

  private ChatTarget target() {
    return new ChatTarget(
        URI.create(server.url() + "/v1/chat/completions"),
        Optional.empty(),
        false,
        new ChatLimits(Duration.ofSeconds(10), Optional.empty(), Optional.empty()),
        chat.body(),
        100);
  }

  private static void print(String what, long chats) {
    System.out.println("chats|" + what + "|" + chats);
  }

  @Override
  public void after() {
    print("in all", stage.figures().chats());
    print("good", stage.figures().answered());
    print("at the target", server.figures().chats());
    print("recorded", recorder.figures().total());
    try {
      stage.close();
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
