package tidemark.chat;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static tidemark.chat.ChatDsl.chat;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@link ChatWireIT} looks at: one chat for each row. One user has all that may take long, one
 * after another on the same connections, so an answer that is mixed up with the one before is seen.
 * Then, for nothing is slow any more because it is the first time, come those with short limits.
 */
public final class ChatWireFixture extends Simulation {
  static final String REFUSED = "refused";
  static final int MAX_TEXT_CHARS = 1000;

  private final ScriptedServer server;

  public ChatWireFixture() {
    try {
      server = ScriptedServer.start(ChatWireFixture::script);
      Map<ChatLimits, List<WireRow>> rows =
          WireRows.all().stream().collect(Collectors.groupingBy(WireRow::limits));
      List<WireRow> patient = Objects.requireNonNull(rows.remove(WireRow.PATIENT));
      List<PopulationBuilder> hurried =
          rows.values().stream().map(some -> user(some, server.url("/"))).toList();
      WireRow refused = WireRow.body(REFUSED, Script.SILENCE);
      setUp(
          user(patient, server.url("/")).andThen(hurried),
          user(List.of(refused), ScriptedServer.nobody()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Script script(ScriptedRequest request) {
    return WireRows.all().stream()
        .filter(row -> row.name().equals(request.body()))
        .findFirst()
        .orElseThrow()
        .script();
  }

  /** Has these chats, which have their limits in common. */
  private static PopulationBuilder user(List<WireRow> rows, URI url) {
    ChatTarget target =
        new ChatTarget(
            url,
            Optional.empty(),
            false,
            rows.get(0).limits(),
            (history, prompt, stream) -> prompt.getBytes(StandardCharsets.UTF_8),
            MAX_TEXT_CHARS);
    return scenario(rows.get(0).name())
        .exec(rows.stream().map(ChatWireFixture::chatOf).toList())
        .injectOpen(atOnceUsers(1))
        .protocols(
            chat(target)
                .recorder(PrintedChat.RECORDER)
                .responses(
                    (response, then) -> {
                      PrintedChat.print(response);
                      then.run();
                    }));
  }

  private static ChainBuilder chatOf(WireRow row) {
    return exec(chat(row.name()).prompt(session -> row.name()).stream(session -> row.streamed()));
  }

  @Override
  public void after() {
    for (ScriptedRequest request : server.requests()) {
      System.out.println("hit|" + request.body());
    }
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
