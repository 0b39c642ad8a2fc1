package tidemark.bench;

import io.gatling.javaapi.core.Simulation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A side in a JVM of its own.
 *
 * @param classPath where its classes are
 * @param main its main class, and what that is given
 */
record ForkedSide(String label, String classPath, List<String> main, Task task) implements Side {
  private static final String TIDEMARK = "Tidemark";

  static ForkedSide bare(SqlTask task) {
    List<String> main = List.of(BareSide.class.getName());
    return new ForkedSide("bare threads", Jvm.OUR_CLASSES, main, task);
  }

  static ForkedSide tidemark(SqlTask task) {
    return simulation(TIDEMARK, TidemarkSide.class, task);
  }

  /** Another build of Tidemark, whose classes come before ours. */
  static ForkedSide before(Path classes, SqlTask task) {
    return simulation(TIDEMARK, TidemarkSide.class, task).before(classes);
  }

  /** Without Gatling's report, which comes after what is measured. */
  static ForkedSide simulation(String label, Class<? extends Simulation> simulation, Task task) {
    Path results = task.result().resolveSibling("gatling");
    return new ForkedSide(
        label, Jvm.OUR_CLASSES, Jvm.simulation(simulation.getName(), results), task);
  }

  /** The same by another build, whose classes come before ours. */
  ForkedSide before(Path classes) {
    return new ForkedSide(label + " before", classes + File.pathSeparator + classPath, main, task);
  }

  @Override
  public Measured run() throws IOException, InterruptedException {
    work();
    return Measured.read(task.result());
  }

  /** Does its task, whatever it writes of it. */
  void work() throws IOException, InterruptedException {
    Files.deleteIfExists(task.result());
    Path console = task.result().resolveSibling(label.replaceAll("\\W+", "-") + ".txt");
    Processes.run(command(List.of()), console, task.longest());
  }

  /** The line that has it do its task, with further options of its JVM. */
  List<String> command(List<String> more) {
    List<String> options = new ArrayList<>(task.options());
    options.addAll(more);
    String further = System.getProperty("benchmark.jvmArgs", "").strip();
    if (!further.isEmpty()) {
      options.addAll(0, List.of(further.split("\\s+")));
    }
    return Jvm.command(classPath, options, main);
  }
}
