package tidemark.run.forked;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tidemark.settings.Handover;
import tidemark.settings.SettingsException;

/**
 * A run to be started from Java, for instance from a test:
 *
 * <pre>{@code
 * RunResult result =
 *     Tidemark.run(DatabaseRolesSimulation.class).with("db.workers", 2).with("db.seconds", 5).result();
 * assertTrue(result.passed(), result::toString);
 * }</pre>
 *
 * Each run has a JVM of its own, with this one's class path. Immutable: every method but the last
 * two gives another one.
 */
public final class Tidemark {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final Class<? extends Simulation> simulation;
  private final Path folder;
  private final Duration within;
  private final List<String> arguments;
  private final Map<String, String> properties;
  private final Map<String, String> environment;

  private Tidemark(
      Class<? extends Simulation> simulation,
      Path folder,
      Duration within,
      List<String> arguments,
      Map<String, String> properties,
      Map<String, String> environment) {
    this.simulation = simulation;
    this.folder = folder;
    this.within = within;
    this.arguments = arguments;
    this.properties = properties;
    this.environment = environment;
  }

  /** A simulation with its defaults, in this process's working folder, for 15 minutes at most. */
  public static Tidemark run(Class<? extends Simulation> simulation) {
    return new Tidemark(simulation, Path.of(""), LONGEST, List.of(), Map.of(), Map.of());
  }

  /**
   * With this setting. What is secret is handed over by the environment: nobody else on the machine
   * sees it.
   *
   * @param key as in docs/settings.md
   * @param value a {@link Duration}, or what its text says
   * @throws RunRefused if there is no such setting
   */
  public Tidemark with(String key, Object value) {
    String text = value instanceof Duration time ? time.toMillis() + "ms" : String.valueOf(value);
    Handover handover;
    try {
      handover = Handover.of(key, text);
    } catch (SettingsException e) {
      throw new RunRefused(String.valueOf(e.getMessage()));
    }
    return handover.secret()
        ? environment(handover.name(), text)
        : new Tidemark(
            simulation, folder, within, arguments, more(properties, key, text), environment);
  }

  /** With this variable in the environment, which else is that of this process. */
  public Tidemark environment(String name, String value) {
    return new Tidemark(
        simulation, folder, within, arguments, properties, more(environment, name, value));
  }

  /** With these further arguments of its JVM: {@code -Xmx1g}. */
  public Tidemark jvm(String... more) {
    List<String> all = Stream.concat(arguments.stream(), Arrays.stream(more)).toList();
    return new Tidemark(simulation, folder, within, all, properties, environment);
  }

  /** In this working folder: where {@code user-files} and {@code target} are looked for. */
  public Tidemark in(Path workingFolder) {
    return new Tidemark(simulation, workingFolder, within, arguments, properties, environment);
  }

  /** Ended if it takes longer than that, from its start. */
  public Tidemark within(Duration longest) {
    return new Tidemark(simulation, folder, longest, arguments, properties, environment);
  }

  private static Map<String, String> more(Map<String, String> map, String key, String value) {
    Map<String, String> all = new LinkedHashMap<>(map);
    all.put(key, value);
    return all;
  }

  /**
   * Starts it, and waits for its end.
   *
   * @throws RunRefused if it sent no load
   * @throws NoVerdict if its time is over, or this thread is interrupted
   */
  public RunResult result() {
    try (StartedRun run = start()) {
      return run.result();
    }
  }

  /** Starts it. To be closed. */
  public StartedRun start() {
    try {
      Path console = Files.createTempFile("tidemark-console-", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command())
              .directory(folder.toAbsolutePath().toFile())
              .redirectErrorStream(true)
              .redirectOutput(console.toFile());
      builder.environment().putAll(environment);
      return new StartedRun(builder.start(), console, folder, within);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> command() {
    List<String> options = new ArrayList<>(arguments);
    properties.forEach((key, value) -> options.add("-D" + key + "=" + value));
    List<String> command = LoadJvm.java(options);
    command.addAll(LoadJvm.gatling(simulation));
    return command;
  }

  /** Without the values: some are secret. */
  @Override
  public String toString() {
    return "Tidemark[" + simulation.getSimpleName() + ", " + properties.keySet() + "]";
  }
}
