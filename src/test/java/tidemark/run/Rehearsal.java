package tidemark.run;

import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static tidemark.chat.ChatDsl.chat;

import io.gatling.javaapi.core.PopulationBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import tidemark.chat.ChatLimits;
import tidemark.chat.ChatTarget;
import tidemark.chat.StreamChoice;
import tidemark.record.RunChatRecorder;
import tidemark.settings.SettingsException;
import tidemark.target.ChatBackend;
import tidemark.target.ChatBackendSettings;

/**
 * Chats with a server of our own, which nobody is told of, before those that count from the first
 * on: a JVM that has never had a chat would add hundreds of milliseconds to them.
 */
final class Rehearsal {
  private static final String NAME = "rehearsal";
  private static final Duration TIME = Duration.ofMillis(1_500);
  private static final int USERS = 4;
  private static final int TOKENS = 20;

  private final ChatSettings chat;
  private final ChatBackend server;

  Rehearsal(ChatSettings chat, ChatBackend server) {
    this.chat = chat;
    this.server = server;
  }

  /**
   * Starts the server.
   *
   * @param opened takes it
   */
  static Rehearsal open(ChatSettings chat, Opened opened) {
    ChatBackendSettings answers = ChatBackendSettings.prompt(NAME, TOKENS, "so far so good");
    try {
      ChatBackend server = ChatBackend.start(answers);
      opened.add(keep -> server.close());
      return new Rehearsal(chat, server);
    } catch (IOException e) {
      throw new SettingsException("no server for a rehearsal can be started: " + e.getMessage());
    }
  }

  /**
   * The same users, after the rehearsal.
   *
   * @param open as long as it is true, there are chats in it
   */
  PopulationBuilder before(PopulationBuilder users, BooleanSupplier open) {
    StreamChoice streams = new StreamChoice(chat.streamPercent());
    ChatTarget target =
        new ChatTarget(
            URI.create(server.url() + "/v1/chat/completions"),
            Optional.empty(),
            chat.freshConnections(),
            new ChatLimits(chat.timeout(), chat.firstTokenTimeout(), chat.silenceTimeout()),
            chat.body(),
            chat.responseMaxChars());
    return scenario(NAME)
        .exec(
            asLongAsDuring(session -> open.getAsBoolean(), TIME)
                .on(chat(NAME).stream(session -> streams.next())))
        .injectOpen(atOnceUsers(USERS))
        .protocols(chat(target).recorder(new RunChatRecorder(chat.slo())).open(open).unreported())
        .andThen(users);
  }
}
