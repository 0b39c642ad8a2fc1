package tidemark.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tidemark.chat.ChatLimits;
import tidemark.chat.ChatTarget;
import tidemark.chat.JsonBody;
import tidemark.settings.Settings;

/**
 * Chats to be had with a server in a JVM of its own.
 *
 * @param server where its paths begin
 * @param pid its process
 * @param stream whether answers are to be streams
 * @param users at once
 * @param pause of a user after a chat, on the average
 * @param time how long it is measured
 */
record ChatTask(
    ChatMeans means,
    URI server,
    long pid,
    boolean stream,
    int users,
    Duration pause,
    Duration warmup,
    Duration time,
    Path result)
    implements Task {
  private static final Duration STARTING = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int MAX_TEXT_CHARS = 10_000;

  /** With users who do not pause. */
  static ChatTask withoutPause(
      ChatMeans means,
      ForkedChatBackend server,
      boolean stream,
      int users,
      Options options,
      Path folder) {
    return new ChatTask(
        means,
        server.url(),
        server.process().pid(),
        stream,
        users,
        Duration.ZERO,
        options.warmup(),
        options.seconds(),
        folder.resolve("result.properties"));
  }

  @Override
  public Duration longest() {
    return warmup.plus(time).plus(STARTING).plus(TIMEOUT);
  }

  @Override
  public List<String> options() {
    return List.of(
        Task.option("means", means),
        Task.option("server", server),
        Task.option("pid", pid),
        Task.option("stream", stream),
        Task.option("users", users),
        Task.option("pause", pause),
        Task.option("warmup", warmup),
        Task.option("time", time),
        Task.option("result", result));
  }

  /** The task of this JVM. */
  static ChatTask ofThisJvm() {
    return new ChatTask(
        ChatMeans.valueOf(Task.property("means")),
        URI.create(Task.property("server")),
        Long.parseLong(Task.property("pid")),
        Boolean.parseBoolean(Task.property("stream")),
        Integer.parseInt(Task.property("users")),
        Duration.parse(Task.property("pause")),
        Duration.parse(Task.property("warmup")),
        Duration.parse(Task.property("time")),
        Path.of(Task.property("result")));
  }

  /** As a run has it by default. */
  ChatTarget target() {
    return new ChatTarget(
        server.resolve("/v1/chat/completions"),
        Optional.empty(),
        false,
        new ChatLimits(TIMEOUT, Optional.empty(), Optional.empty()),
        JsonBody.from(Settings.load("ChatSide")),
        MAX_TEXT_CHARS);
  }
}
