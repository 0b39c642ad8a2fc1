package tidemark.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tidemark.DatabaseRolesSimulation;

/** A simulation in a JVM of its own, started as Gatling's Maven plugin starts it. */
final class ForkedRun implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Path folder;
  private final Path console;
  private final Process process;

  private ForkedRun(Path folder, Path console, Process process) {
    this.folder = folder;
    this.console = console;
    this.process = process;
  }

  /** Starts the five roles with these settings, in this working folder. */
  static ForkedRun start(Path folder, Map<String, String> settings) {
    return start(folder, command(settings), Map.of());
  }

  static ForkedRun start(
      Class<? extends Simulation> simulation, Path folder, Map<String, String> settings) {
    return start(folder, command(simulation, settings), Map.of());
  }

  static ForkedRun start(Path folder, List<String> command, Map<String, String> environment) {
    try {
      Path console = folder.resolve("console.txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(console.toFile());
      builder.environment().putAll(environment);
      return new ForkedRun(folder, console, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> command(Map<String, String> settings) {
    return command(DatabaseRolesSimulation.class, settings);
  }

  private static List<String> command(
      Class<? extends Simulation> simulation, Map<String, String> settings) {
    List<String> command = new ArrayList<>(java());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(
        List.of("io.gatling.app.Gatling", "-s", simulation.getName(), "-rf", "target/gatling"));
    return command;
  }

  /** The java command with this JVM's class path and what Gatling needs open. */
  static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1", // half the time to start, which is most of a short run
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
  }

  Process process() {
    return process;
  }

  /** Waits for the end; the exit code. */
  int exitCode() {
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running:\n" + console());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String console() {
    try {
      return Files.readString(console);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines that say something, the last one last. */
  List<String> consoleLines() {
    return console().lines().filter(line -> !line.isBlank()).toList();
  }

  Path runFolder() {
    return folder.resolve("target/tidemark/latest");
  }

  JsonNode summary() {
    try {
      return new ObjectMapper().readTree(runFolder().resolve("summary.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until users are at work. */
  ForkedRun working() {
    until("users are at work", () -> console().contains("active:"));
    return this;
  }

  static void until(String what, BooleanSupplier reached) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("never: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
