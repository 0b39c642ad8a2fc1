package tidemark.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tidemark.DatabaseRolesSimulation;
import tidemark.record.Mark;
import tidemark.record.ResponseLog;
import tidemark.report.HtmlReport;
import tidemark.run.forked.LoadJvm;

/** A simulation in a JVM of its own, started as Gatling's Maven plugin starts it. */
final class ForkedRun implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final Pattern DOCUMENT = Pattern.compile("id=\"document\">(.*?)</script>");
  private static final Pattern WORKING = Pattern.compile("(?m)^ (warm-up|run) \\d");

  private final Path folder;
  private final Path console;
  private final Process process;

  private ForkedRun(Path folder, Path console, Process process) {
    this.folder = folder;
    this.console = console;
    this.process = process;
  }

  /** Puts further settings into these, each a key and its value; the same map. */
  static Map<String, String> with(Map<String, String> settings, String... more) {
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  /** Starts the five roles with these settings, in this working folder. */
  static ForkedRun start(Path folder, Map<String, String> settings) {
    return start(folder, command(settings), Map.of());
  }

  /** Starts another simulation, with these settings and more environment than there is. */
  static ForkedRun start(
      Class<? extends Simulation> simulation,
      Path folder,
      Map<String, String> settings,
      Map<String, String> environment) {
    return start(folder, command(simulation, settings), environment);
  }

  static ForkedRun start(Path folder, List<String> command, Map<String, String> environment) {
    try {
      Path console = folder.resolve("console.txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(console.toFile());
      builder.environment().remove("GITHUB_STEP_SUMMARY"); // that of these tests
      builder.environment().putAll(environment);
      return new ForkedRun(folder, console, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> command(Map<String, String> settings) {
    return command(DatabaseRolesSimulation.class, settings);
  }

  static List<String> command(
      Class<? extends Simulation> simulation, Map<String, String> settings) {
    List<String> command = new ArrayList<>(java());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(gatling(simulation));
    return command;
  }

  static List<String> gatling(Class<? extends Simulation> simulation) {
    return LoadJvm.gatling(simulation);
  }

  /** The java command with this JVM's class path and what Gatling needs open. */
  static List<String> java() {
    // Without the last compiler: half the time to start, which is most of a short run.
    return LoadJvm.java(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
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
    return json(runFolder().resolve("summary.json"));
  }

  static JsonNode json(Path file) {
    try {
      return json(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The chats that ended so far, a line each, the last one as far as it is written. */
  List<String> responseLines() {
    Path file = runFolder().resolve(ResponseLog.FILE);
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, all of which must be whole. */
  List<JsonNode> responses() {
    return responseLines().stream().map(ForkedRun::json).toList();
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  /** What the report says happened of one kind in the run's time, in order. */
  List<String> marks(Mark.Kind kind) {
    try {
      Matcher document = DOCUMENT.matcher(Files.readString(runFolder().resolve(HtmlReport.FILE)));
      assertThat(document.find()).isTrue();
      return StreamSupport.stream(
              json(document.group(1)).at("/timeline/marks").spliterator(), false)
          .filter(mark -> mark.get("kind").asText().equals(kind.id()))
          .map(mark -> mark.get("text").asText())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first page of Gatling's own report. */
  String gatlingReport() {
    try (Stream<Path> files = Files.walk(folder.resolve("target/gatling"), 2)) {
      return Files.readString(
          files.filter(file -> file.endsWith("index.html")).findFirst().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every file below the working folder, the console among them, that holds this text. */
  List<Path> filesWith(String text) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Byte by byte: some files are no text. */
  private static boolean holds(Path file, String ascii) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1).contains(ascii);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until users are at work, as their first line says. */
  ForkedRun working() {
    until("users are at work", () -> WORKING.matcher(console()).find());
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
