package tidemark.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A side in a JVM of its own.
 *
 * @param classPath where its classes are
 * @param command its main class, and what that is given
 */
record ForkedSide(String label, String classPath, List<String> command) implements Side {
  private static final String OURS = System.getProperty("java.class.path");

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
    return new ForkedSide("bare threads", OURS, List.of(BareSide.class.getName()));
  }

  static ForkedSide tidemark(Path folder) {
    return tidemark("Tidemark", OURS, folder);
  }

  /** Another build of Tidemark, whose classes come before ours. */
  static ForkedSide before(Path classes, Path folder) {
    return tidemark("Tidemark before", classes + File.pathSeparator + OURS, folder);
  }

  /** Without Gatling's report, which comes after what is measured. */
  private static ForkedSide tidemark(String label, String classPath, Path folder) {
    return new ForkedSide(
        label,
        classPath,
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
    line.addAll(List.of("-cp", classPath));
    line.addAll(task.options());
    line.addAll(command);
    Path console = task.result().resolveSibling(label.replace(' ', '-') + ".txt");
    Processes.run(line, console, task.longest());
    return Measured.read(task.result());
  }
}
