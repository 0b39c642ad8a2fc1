package tidemark.testgatling;

import io.gatling.charts.stats.LogFileData;
import io.gatling.charts.stats.LogFileReader;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.config.GatlingConfiguration;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A simulation that ran in a JVM of its own, as Gatling's Maven plugin runs it, and what it left.
 *
 * @param exitCode Gatling's
 * @param output all lines that it printed
 * @param log Gatling's own results
 */
public record GatlingFork(int exitCode, List<String> output, LogFileData log) {
  private static final long TIME_LIMIT_SECONDS = 60;

  /** Runs a simulation in this empty folder, without Gatling's report. */
  public static GatlingFork run(Class<? extends Simulation> simulation, Path folder)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Path results = folder.resolve("results");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "-s",
                simulation.getName(),
                "-rf",
                results.toString(),
                "-nr")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no end in sight: " + Files.readString(output));
      }
    } finally {
      process.destroyForcibly();
    }
    return new GatlingFork(process.exitValue(), Files.readAllLines(output), log(results, output));
  }

  private static LogFileData log(Path results, Path output) throws IOException {
    if (!Files.isDirectory(results)) {
      throw new AssertionError("no results: " + Files.readString(output));
    }
    try (Stream<Path> runs = Files.list(results)) {
      Path log = runs.findFirst().orElseThrow().resolve("simulation.log");
      return new LogFileReader(log.toFile(), GatlingConfiguration.load()).read();
    }
  }

  /** Requests that went well, by Gatling's count. */
  public long ok(String request, String... groups) {
    return count(request, OK$.MODULE$, groups);
  }

  /** Requests that failed, by Gatling's count. */
  public long ko(String request, String... groups) {
    return count(request, KO$.MODULE$, groups);
  }

  private long count(String request, Status status, String... groups) {
    var found =
        log.requestGeneralStats(
            CollectionConverters.asScala(List.of(groups)).toList(),
            Option.apply(request),
            Option.apply(status));
    return found.isEmpty() ? 0 : found.get().count();
  }

  /** Every request that Gatling knows, its groups before it. */
  public List<String> requests() {
    return CollectionConverters.asJava(log.allRequestPaths()).stream()
        .map(
            path -> {
              List<String> parts = new ArrayList<>(CollectionConverters.asJava(path.group()));
              parts.add(path.request());
              return String.join("/", parts);
            })
        .toList();
  }

  /** The messages of all errors in Gatling's results. */
  public List<String> errors() {
    return CollectionConverters.asJava(log.errors(Option.empty(), Option.empty())).stream()
        .map(error -> error.message())
        .toList();
  }
}
