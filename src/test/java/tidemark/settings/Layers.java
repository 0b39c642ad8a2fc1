package tidemark.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one layer from each place that settings may be in, and refuses what nobody knows. */
final class Layers {
  /** Begins the origin of what nobody gave. */
  static final String DEFAULTS = "the defaults";

  private final Catalog catalog;
  private final String simulation;

  Layers(Catalog catalog, String simulation) {
    this.catalog = catalog;
    this.simulation = simulation;
  }

  Layer systemProperties(Map<String, String> properties) {
    Map<String, Given> values = new HashMap<>();
    properties.forEach(
        (name, value) -> {
          String origin = "-D" + name;
          if (catalog.keys().containsKey(name)) {
            values.put(name, new Given(value, origin));
          } else if (catalog.claims(name) || catalog.mistyped(name) || isOfBlock(name)) {
            throw unknown(name, origin);
          }
        });
    return new Layer(values);
  }

  /** Blocks are for files; a property is for the one simulation that it is given to. */
  private static boolean isOfBlock(String name) {
    return name.indexOf('.') > 0 && Catalog.blockOf(name).isPresent();
  }

  Layer environment(Map<String, String> variables, String place) {
    Map<String, Given> values = new HashMap<>();
    Set<String> pinned = catalog.pinned(simulation);
    for (Key key : catalog.keys().values()) {
      if (pinned.contains(key.path())) {
        continue;
      }
      for (Variable variable : key.environment()) {
        String origin = place + " " + variable.name();
        variable
            .in(variables)
            .ifPresent(value -> values.putIfAbsent(key.path(), new Given(value, origin)));
      }
    }
    for (String name : variables.keySet()) {
      if (name.startsWith(Variable.PREFIX) && !isEnvironmentName(name)) {
        throw unknownVariable(name, place);
      }
    }
    return new Layer(values);
  }

  private boolean isEnvironmentName(String name) {
    return catalog.keys().values().stream()
        .flatMap(key -> key.environment().stream())
        .anyMatch(variable -> variable.name().equals(name));
  }

  /**
   * The {@code .env} file.
   *
   * @param named the file that {@code -DenvFile} names: it must be there; without it {@code .env}
   *     is read when it is there
   */
  Layer dotEnv(Optional<String> named) {
    Path file = Path.of(named.orElse(".env"));
    String origin = named.isEmpty() ? "the working folder" : "-DenvFile";
    if (named.isEmpty() && !Files.exists(file)) {
      return new Layer(Map.of());
    }
    if (!canBeRead(file)) {
      throw refusedDotEnv(file, origin, "a file that can be read");
    }
    Map<String, String> variables = new HashMap<>();
    try {
      Path folder = file.toAbsolutePath().getParent();
      Dotenv entries =
          Dotenv.configure()
              .directory(String.valueOf(folder))
              .filename(String.valueOf(file.getFileName()))
              .load();
      for (DotenvEntry entry : entries.entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
        variables.put(entry.getKey(), entry.getValue());
      }
    } catch (DotenvException e) {
      throw refusedDotEnv(file, origin, "lines NAME=value");
    }
    return environment(variables, file.toString());
  }

  private static SettingsException refusedDotEnv(Path file, String origin, String allowed) {
    return new SettingsException(
        "envFile = %s is refused (from %s); allowed: %s".formatted(file, origin, allowed));
  }

  private static boolean canBeRead(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }

  /** The user's conf: its block for this simulation, then the rest. Absent without the file. */
  List<Layer> userConf(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    // Config takes a file that it cannot read for an empty one.
    if (!canBeRead(file)) {
      throw new SettingsException("%s is no file that can be read".formatted(file));
    }
    try {
      return conf(ConfigFactory.parseFile(file.toFile()).resolve(), file.toString());
    } catch (ConfigException e) {
      // Its message may hold a part of a secret.
      throw new SettingsException(
          "%s%s cannot be understood; allowed: HOCON, odd values in double quotes"
              .formatted(file, line(e)));
    }
  }

  private static String line(ConfigException error) {
    return error.origin() == null ? "" : " line " + error.origin().lineNumber();
  }

  List<Layer> defaults() {
    return conf(catalog.defaults(), DEFAULTS);
  }

  private List<Layer> conf(Config conf, String place) {
    Map<String, Given> ofSimulation = new HashMap<>();
    Map<String, Given> plain = new HashMap<>();
    for (Map.Entry<String, ConfigValue> entry : conf.entrySet()) {
      String path = entry.getKey();
      String origin = place + " line " + entry.getValue().origin().lineNumber();
      Optional<String> owner = Catalog.blockOf(path);
      owner.ifPresent(block -> refuseMistyped(block, origin));
      String name = owner.map(block -> path.substring(block.length() + 1)).orElse(path);
      Key key = catalog.keys().get(name);
      if (key == null) {
        throw unknown(name, origin);
      }
      if (entry.getValue().valueType() == ConfigValueType.LIST) {
        String list = String.valueOf(entry.getValue().unwrapped());
        throw SettingsException.refused(key, new Given(list, origin));
      }
      // As it is written: unwrapped, the password 007 would be 7.
      Given given = new Given(conf.getString(path), origin);
      if (owner.isEmpty()) {
        plain.put(name, given);
      } else if (owner.get().equals(simulation)) {
        ofSimulation.put(name, given);
      }
    }
    return List.of(new Layer(ofSimulation), new Layer(plain));
  }

  private void refuseMistyped(String block, String origin) {
    Optional<String> meant = catalog.meantSimulation(block);
    if (meant.isPresent() && !block.equals(simulation)) {
      throw new SettingsException(
          "%s is not a simulation (from %s); did you mean %s?"
              .formatted(block, origin, meant.get()));
    }
  }

  private SettingsException unknown(String path, String origin) {
    return new SettingsException(
        "%s is not a setting (from %s); did you mean %s?"
            .formatted(path, origin, catalog.nearest(path.replaceFirst("^\\w+Simulation\\.", ""))));
  }

  private SettingsException unknownVariable(String name, String place) {
    String path = name.substring(Variable.PREFIX.length()).replace('_', '.');
    return new SettingsException(
        "%s is not a setting (from %s); did you mean %s?"
            .formatted(
                name,
                place,
                Variable.of(catalog.nearest(path.toLowerCase(java.util.Locale.ROOT))).name()));
  }
}
