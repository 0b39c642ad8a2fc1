package tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Chats without a pause with a server that answers at once: by Tidemark and by Gatling's own
 * request, on one server and each in a JVM of its own.
 *
 * @param stream answers are streams of 50 tokens, else one body of JSON
 */
record ChatContest(boolean stream) implements Measurement {
  @Override
  public List<String> take(Options options, Path folder) throws IOException, InterruptedException {
    List<Standings> contests = new ArrayList<>();
    try (ForkedChatBackend server = ForkedChatBackend.start(folder, ForkedChatBackend.AT_ONCE)) {
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
      ChatTask task = ChatTask.withoutPause(means, server, stream, users, options, folder);
      ForkedSide side = ForkedSide.simulation(means.label(), ChatSide.class, task);
      sides.add(side);
      if (means == ChatMeans.TIDEMARK) {
        options.before().ifPresent(classes -> sides.add(side.before(classes)));
      }
    }
    return sides;
  }
}
