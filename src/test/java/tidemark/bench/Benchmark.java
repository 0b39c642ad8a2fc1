package tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures how fast and how exact Tidemark is, and prints tables in Markdown. */
final class Benchmark {
  private Benchmark() {}

  public static void main(String[] none) throws IOException, InterruptedException {
    Options options = Options.ofThisJvm();
    List<Measurement> measurements = options.works().stream().map(Benchmark::named).toList();
    Path parent = Files.createDirectories(Path.of("target", "benchmark"));
    Path folder = Files.createTempDirectory(parent, "run-").toAbsolutePath();
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < measurements.size(); i++) {
      Path own = Files.createDirectory(folder.resolve(options.works().get(i)));
      tables.addAll(measurements.get(i).take(options, own));
      tables.add("");
      Files.write(folder.resolve("table.md"), tables);
    }
    System.out.println();
    tables.forEach(System.out::println);
  }

  private static Measurement named(String work) {
    return switch (work) {
      case "transfer" -> new SqlContest(Work.TRANSFER);
      case "roles" -> new SqlContest(Work.ROLES);
      case "chat-json" -> new ChatContest(false);
      case "chat-stream" -> new ChatContest(true);
      case "chat-accuracy" -> new ChatAccuracy();
      case "chat-many-streams" -> new ManyStreams();
      case "chat-million" -> new MillionChats();
      case "views" -> new Views();
      default -> throw new IllegalArgumentException("no work " + work);
    };
  }
}
