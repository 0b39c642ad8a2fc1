package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Every place that settings may be in, for one test: nothing of the machine it runs on. */
public final class Places {
  static final String SIMULATION = "DatabaseRolesSimulation";

  private String simulation = SIMULATION;

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Path dotEnv;
  private final Path conf;

  /** Nothing is given; files will lie in the folder. */
  public Places(Path folder) {
    dotEnv = folder.resolve("test.env");
    conf = folder.resolve("tidemark.conf");
    dotEnv();
  }

  public Places of(String simulationName) {
    simulation = simulationName;
    return this;
  }

  public Places property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  public Places variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public Places dotEnv(String... lines) {
    property("envFile", dotEnv.toString());
    return write(dotEnv, lines);
  }

  public Places conf(String... lines) {
    return write(conf, lines);
  }

  public Places without(String name) {
    properties.remove(name);
    environment.remove(name);
    return this;
  }

  private Places write(Path file, String... lines) {
    try {
      Files.write(file, List.of(lines));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Settings load() {
    return Settings.load(simulation, properties, environment, conf);
  }

  Settings load(Catalog catalog) {
    return Settings.load(catalog, simulation, properties, environment, conf);
  }

  /** Why these settings are refused: always one line. */
  String refusal() {
    return refusal(settings -> {});
  }

  /** Why what reads these settings refuses them: always one line. */
  public String refusal(Consumer<Settings> reader) {
    try {
      reader.accept(load());
    } catch (SettingsException e) {
      String message = String.valueOf(e.getMessage());
      assertThat(message).doesNotContainPattern("\\R");
      return message;
    }
    throw new AssertionError("nothing was refused");
  }
}
