package tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What it costs to look: the role mix on each database, then chats, each in one JVM whose time is
 * in windows with every view and with none, in turn. Wants {@code script}, for a terminal.
 */
record Views() implements Measurement {
  private static final String HEAD =
      """
      | work | target | pairs of windows | every view, operations/s | no view, operations/s | every view does |
      |---|---|---|---|---|---|""";

  @Override
  public List<String> take(Options options, Path folder) throws IOException, InterruptedException {
    List<String> table = new ArrayList<>(HEAD.lines().toList());
    for (String name : options.targets()) {
      Path own = Files.createDirectory(folder.resolve(name));
      try (Target target = Target.open(name, own)) {
        SqlTask task = target.task(Work.ROLES, options, own.resolve("result.properties"));
        Watched side = new Watched(ForkedSide.tidemark(task), own.resolve("windows.txt"));
        target.run(task, side);
        table.add(side.row(Work.ROLES.label(), target.label()));
      }
    }
    try (ForkedChatBackend server = ForkedChatBackend.start(folder, ForkedChatBackend.AT_ONCE)) {
      table.add(chats(server, false, options, Files.createDirectory(folder.resolve("json"))));
      table.add(chats(server, true, options, Files.createDirectory(folder.resolve("streams"))));
    }
    return table;
  }

  private static String chats(
      ForkedChatBackend server, boolean stream, Options options, Path folder)
      throws IOException, InterruptedException {
    int users = options.users().get(0);
    ChatTask task =
        ChatTask.withoutPause(ChatMeans.TIDEMARK, server, stream, users, options, folder);
    ForkedSide side = ForkedSide.simulation("Tidemark", ChatSide.class, task);
    Watched watched = new Watched(side, folder.resolve("windows.txt"));
    watched.run();
    return watched.row(stream ? "chat, 50 tokens as a stream" : "chat, JSON", users + " users");
  }

  /** A side in a terminal, which has {@link ViewWindows}. */
  private record Watched(ForkedSide side, Path windows) implements Side {
    @Override
    public String label() {
      return side.label();
    }

    @Override
    public Measured run() throws IOException, InterruptedException {
      String words =
          side.command(List.of(ViewWindows.option(windows))).stream()
              .map(word -> "'" + word + "'")
              .collect(Collectors.joining(" "));
      Path console = windows.resolveSibling("terminal.txt");
      Processes.run(List.of("script", "-qfec", words, "/dev/null"), console, side.task().longest());
      return Measured.read(side.task().result());
    }

    String row(String work, String target) throws IOException {
      List<double[]> pairs =
          Files.readAllLines(windows).stream()
              .map(line -> line.split(" "))
              .map(pair -> new double[] {Double.parseDouble(pair[0]), Double.parseDouble(pair[1])})
              .toList();
      return "| %s | %s | %d | %s | %s | %s x |"
          .formatted(
              work,
              target,
              pairs.size(),
              Spread.of(pairs, pair -> pair[0]).text("%.0f"),
              Spread.of(pairs, pair -> pair[1]).text("%.0f"),
              Spread.of(pairs, pair -> pair[0] / pair[1]).text("%.2f"));
    }
  }
}
