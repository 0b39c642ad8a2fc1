package tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A side in a JVM of its own.
 *
 * @param command its main class, and what that is given
 */
record ForkedSide(String label, List<String> command) implements Side {
  /** Those of Gatling's Maven plugin. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+HeapDumpOnOutOfMemoryError",
          "-XX:MaxInlineLevel=20",
          "-XX:MaxTrivialSize=12",
          "-Xmx1G",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

  static ForkedSide bare() {
    return new ForkedSide("bare threads", List.of(BareSide.class.getName()));
  }

  /** Without Gatling's report, which comes after what is measured. */
  static ForkedSide tidemark(Path folder) {
    return new ForkedSide(
        "Tidemark",
        List.of(
            "io.gatling.app.Gatling",
            "-s",
            TidemarkSide.class.getName(),
            "-rf",
            folder.resolve("gatling").toString(),
            "-nr"));
  }

  @Override
  public Measured run(Task task) throws IOException, InterruptedException {
    Files.deleteIfExists(task.result());
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(JVM_OPTIONS);
    line.addAll(Arrays.asList(System.getProperty("benchmark.jvmArgs", "").strip().split("\\s+")));
    line.removeIf(String::isEmpty);
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(task.options());
    line.addAll(command);
    Path console = task.result().resolveSibling(label.replace(' ', '-') + ".txt");
    Processes.run(line, console);
    return Measured.read(task.result());
  }
}
