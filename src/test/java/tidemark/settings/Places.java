package tidemark.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every place that settings may be in, for one test: nothing of the machine it runs on. */
final class Places {
  static final String SIMULATION = "DatabaseRolesSimulation";

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Path dotEnv;
  private final Path conf;

  Places(Path folder) {
    dotEnv = folder.resolve("test.env");
    conf = folder.resolve("tidemark.conf");
    dotEnv();
  }

  Places property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  Places variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Places dotEnv(String... lines) {
    property("envFile", dotEnv.toString());
    return write(dotEnv, lines);
  }

  Places conf(String... lines) {
    return write(conf, lines);
  }

  Places without(String name) {
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

  Settings load() {
    return Settings.load(SIMULATION, properties, environment, conf);
  }

  Settings load(Catalog catalog) {
    return Settings.load(catalog, SIMULATION, properties, environment, conf);
  }

  /** Why these settings are refused: always one line. */
  String refusal() {
    try {
      load();
    } catch (SettingsException e) {
      String message = String.valueOf(e.getMessage());
      assertThat(message).doesNotContainPattern("\\R");
      return message;
    }
    throw new AssertionError("nothing was refused");
  }
}
