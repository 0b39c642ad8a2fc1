package tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How exact the times of chats are: users who pause, a server in a JVM of its own that says in its
 * answers what it did when, and processors that are not busy.
 */
record ChatAccuracy() implements Measurement {
  private static final String HEAD =
      """
      | users | answers | figure | chats | server says, ms p50 | measured, ms p50 | error, ms p50 | p99 | max | of it there, p50 | back, p50 | CPU %, client | server | machine |
      |---|---|---|---|---|---|---|---|---|---|---|---|---|---|""";

  /** One load: users, who pause so long, and what the server does with them. */
  private record Load(int users, boolean stream, Duration pause, List<String> server) {
    static Load json(int users) {
      return new Load(
          users,
          false,
          Duration.ofMillis(130),
          List.of("-Dtarget.chat.latency=20ms", "-Dtarget.chat.tokens=1"));
    }

    /** Ten tokens a second for five seconds, and the next stream soon after. */
    static Load streams(int users) {
      return new Load(
          users,
          true,
          Duration.ofMillis(100),
          List.of(
              "-Dtarget.chat.latency=50ms",
              "-Dtarget.chat.tokens=50",
              "-Dtarget.chat.tokenInterval=100ms"));
    }
  }

  @Override
  public List<String> take(Options options, Path folder) throws IOException, InterruptedException {
    List<String> table = new ArrayList<>(HEAD.lines().toList());
    for (Load load : List.of(Load.json(50), Load.json(200), Load.streams(500))) {
      for (int round = 1; round <= options.rounds(); round++) {
        Path own = Files.createDirectory(folder.resolve(load.users() + "-" + round));
        table.addAll(rows(load, options, own));
        System.out.println(table.get(table.size() - 1));
      }
    }
    return table;
  }

  private static List<String> rows(Load load, Options options, Path folder)
      throws IOException, InterruptedException {
    List<String> settings = new ArrayList<>(load.server());
    settings.add("-D" + ChatBackendMain.STAMPS + "=true");
    try (ForkedChatBackend server = ForkedChatBackend.start(folder, settings)) {
      ChatTask task =
          new ChatTask(
              ChatMeans.TIDEMARK,
              server.url(),
              server.process().pid(),
              load.stream(),
              load.users(),
              load.pause(),
              options.warmup(),
              options.seconds(),
              folder.resolve("result.txt"));
      ForkedSide.simulation("Tidemark", PacedSide.class, task).work();
      return Files.readAllLines(task.result());
    }
  }
}
