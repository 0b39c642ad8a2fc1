package tidemark.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of JVMs like this one. */
final class Jvm {
  static final String OUR_CLASSES = System.getProperty("java.class.path");

  /** Those of Gatling's Maven plugin. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+HeapDumpOnOutOfMemoryError",
          "-XX:MaxInlineLevel=20",
          "-XX:MaxTrivialSize=12",
          "-Xmx1G",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

  private Jvm() {}

  /**
   * A command line.
   *
   * @param options after those of Gatling's plugin
   * @param main the main class, and what that is given
   */
  static List<String> command(String classPath, List<String> options, List<String> main) {
    List<String> line = new ArrayList<>();
    line.add(tool("java"));
    line.addAll(OPTIONS);
    line.addAll(options);
    line.addAll(List.of("-cp", classPath));
    line.addAll(main);
    return line;
  }

  /** The main class and arguments that run a simulation, without Gatling's report. */
  static List<String> simulation(String name, Path results) {
    return List.of("io.gatling.app.Gatling", "-s", name, "-rf", results.toString(), "-nr");
  }

  /** A program of the JDK. */
  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
