package tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Compares Tidemark with bare threads and pgbench, and prints a table in Markdown. */
final class Benchmark {
  private Benchmark() {}

  public static void main(String[] none) throws IOException, InterruptedException, SQLException {
    Options options = Options.ofThisJvm();
    Path parent = Files.createDirectories(Path.of("target", "benchmark"));
    Path folder = Files.createTempDirectory(parent, "run-");
    List<Standings> contests = new ArrayList<>();
    for (Work work : options.works()) {
      for (String name : options.targets()) {
        if (work == Work.ROLES && name.equals("sqlite-normal")) {
          continue; // the roles are compared where a commit is durable
        }
        Path own = Files.createDirectory(folder.resolve(contests.size() + "-" + name));
        try (Target target = Target.open(name, own)) {
          contests.add(new Contest(options, target, work, own).hold());
        }
      }
    }
    List<String> table = Standings.table(contests);
    Files.write(folder.resolve("table.md"), table);
    System.out.println();
    table.forEach(System.out::println);
  }
}
