package tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Chats without a pause with a server that answers at once: by Tidemark and by Gatling's own
 * request, on one server and each in a JVM of its own.
 *
 * @param stream answers are streams of 50 tokens, else one body of JSON
 */
record ChatContest(boolean stream) implements Measurement {
  private static final List<String> SERVER =
      List.of(
          "-Dtarget.chat.latency=0", "-Dtarget.chat.tokens=50", "-Dtarget.chat.tokenInterval=0");

  @Override
  public List<String> take(Options options, Path folder) throws IOException, InterruptedException {
    List<Standings> contests = new ArrayList<>();
    try (ForkedChatBackend server = ForkedChatBackend.start(folder, SERVER)) {
      for (int users : options.users()) {
        Path own = Files.createDirectory(folder.resolve(users + "-users"));
        String work = stream ? "chat, 50 tokens as a stream" : "chat, 50 tokens in JSON";
        Contest contest = new Contest(work, users + " users", sides(server, users, options, own));
        contests.add(contest.hold(options.rounds()));
      }
    }
    return Standings.table(contests);
  }

  private List<Side> sides(ForkedChatBackend server, int users, Options options, Path folder) {
    List<Side> sides = new ArrayList<>();
    for (ChatMeans means : ChatMeans.values()) {
      ChatTask task =
          new ChatTask(
              means,
              server.url(),
              server.process().pid(),
              stream,
              users,
              Duration.ZERO,
              options.warmup(),
              options.seconds(),
              folder.resolve("result.properties"));
      ForkedSide side = ForkedSide.simulation(means.label(), ChatSide.class, task);
      sides.add(side);
      if (means == ChatMeans.TIDEMARK) {
        options.before().ifPresent(classes -> sides.add(side.before(classes)));
      }
    }
    return sides;
  }
}
