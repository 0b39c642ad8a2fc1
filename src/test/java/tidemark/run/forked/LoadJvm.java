package tidemark.run.forked;

import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM that runs a simulation, as Gatling's Maven plugin writes it. */
public final class LoadJvm {
  private static final String RESULTS = Path.of("target", "gatling").toString();

  private LoadJvm() {}

  /** This JVM's java and class path, and what Gatling needs open. */
  public static List<String> java(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
    command.add("-cp");
    command.add(classPath());
    return command;
  }

  /** Surefire may have started this JVM with a jar that only names the others. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Gatling, and what it is to run. */
  public static List<String> gatling(Class<? extends Simulation> simulation) {
    return List.of("io.gatling.app.Gatling", "-s", simulation.getName(), "-rf", RESULTS);
  }
}
