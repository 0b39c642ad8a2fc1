package tidemark.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of one run: every value is there, of its type and within its range. Immutable.
 *
 * <p>Precedence: system property, environment, {@code .env}, the user's conf, the simulation's own
 * block in the defaults, the defaults.
 */
public final class Settings {
  /** Where a user keeps settings of their own. */
  public static final Path USER_CONF = Path.of("user-files", "conf", "tidemark.conf");

  private static final String NONE = "none";

  private final Catalog catalog;
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, Given> given = new HashMap<>();

  private Settings(Catalog catalog, List<Layer> layers) {
    this.catalog = catalog;
    for (Key key : catalog.keys().values()) {
      Given found = find(key, layers);
      given.put(key.path(), found);
      values.put(key.path(), read(key, found));
    }
  }

  /** The strongest layer's value; none if that layer gives, without it, what replaces it. */
  private Given find(Key key, List<Layer> layers) {
    for (Layer layer : layers) {
      Optional<Given> own = layer.get(key.path());
      if (own.isPresent()) {
        return own.get();
      }
      Optional<Given> other = replacement(key, layer);
      if (other.isPresent()) {
        return new Given(NONE, other.get().origin());
      }
    }
    throw new IllegalStateException(key.path());
  }

  private Optional<Given> replacement(Key key, Layer layer) {
    return catalog.keys().values().stream()
        .filter(other -> other.instead().contains(key.path()))
        .flatMap(other -> layer.get(other.path()).stream())
        .filter(given -> !given.value().strip().equals(NONE))
        .findFirst();
  }

  private static Object read(Key key, Given found) {
    try {
      return key.type().read(found.value());
    } catch (IllegalArgumentException e) {
      throw SettingsException.refused(key, found);
    }
  }

  /**
   * Settings of a simulation from this process's properties and environment and the working folder.
   *
   * @param simulation the simulation's simple name
   * @throws SettingsException if anything given is unknown, malformed or out of range
   */
  public static Settings load(String simulation) {
    Map<String, String> properties = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name));
    }
    return load(simulation, properties, System.getenv(), USER_CONF);
  }

  /**
   * Settings of a simulation from the places given.
   *
   * @throws SettingsException if anything given is unknown, malformed or out of range
   */
  public static Settings load(
      String simulation,
      Map<String, String> properties,
      Map<String, String> environment,
      Path userConf) {
    return load(new Catalog(), simulation, properties, environment, userConf);
  }

  static Settings load(
      Catalog catalog,
      String simulation,
      Map<String, String> properties,
      Map<String, String> environment,
      Path userConf) {
    Layers layers = new Layers(catalog, simulation);
    List<Layer> all = new ArrayList<>();
    all.add(layers.systemProperties(properties));
    all.add(layers.environment(environment, "environment"));
    all.add(layers.dotEnv(Optional.ofNullable(properties.get("envFile"))));
    all.addAll(layers.userConf(userConf));
    all.addAll(layers.defaults());
    return new Settings(catalog, all);
  }

  /** A text, a word or a secret. */
  public String text(String path) {
    return (String) value(path);
  }

  public int integer(String path) {
    return Math.toIntExact(number(path));
  }

  public long number(String path) {
    return (Long) value(path);
  }

  public double decimal(String path) {
    return (Double) value(path);
  }

  public boolean flag(String path) {
    return (Boolean) value(path);
  }

  public Duration duration(String path) {
    return (Duration) value(path);
  }

  /**
   * The value, or empty when it is the word that stands for its absence ({@code none}, {@code
   * auto}).
   */
  public <T> Optional<T> unless(String word, String path, Class<T> type) {
    Object value = value(path);
    return value.equals(word) ? Optional.empty() : Optional.of(type.cast(value));
  }

  /**
   * A refusal of a value whose type is right but which does not go with the rest.
   *
   * @param allowed what would be accepted
   */
  public SettingsException refuse(String path, String allowed) {
    Key key = key(path);
    Given found = given.get(path);
    if (found == null) {
      throw new IllegalArgumentException(path);
    }
    return new SettingsException(
        "%s = %s is refused (from %s); allowed: %s"
            .formatted(path, key.shown(found.value()), found.origin(), allowed));
  }

  /** What none of what a run writes may hold. */
  public Secrets secrets() {
    return Secrets.of(
        texts(ValueType.Kind.SECRET), texts(ValueType.Kind.URL), texts(ValueType.Kind.JSON));
  }

  private List<String> texts(ValueType.Kind kind) {
    return catalog.keys().values().stream()
        .filter(key -> key.type().kind() == kind)
        .map(key -> text(key.path()))
        .toList();
  }

  /** Every setting by name, as it may be shown. */
  public List<Setting> all() {
    return new TreeMap<>(given)
        .entrySet().stream()
            .map(
                entry -> {
                  Given found = entry.getValue();
                  return new Setting(
                      entry.getKey(),
                      key(entry.getKey()).shown(found.value()),
                      found.origin(),
                      !found.origin().startsWith(Layers.DEFAULTS));
                })
            .toList();
  }

  private Object value(String path) {
    Object value = values.get(path);
    if (value == null) {
      throw new IllegalArgumentException(path + " is not in " + Catalog.RESOURCE);
    }
    return value;
  }

  private Key key(String path) {
    Key key = catalog.keys().get(path);
    if (key == null) {
      throw new IllegalArgumentException(path + " is not in " + Catalog.RESOURCE);
    }
    return key;
  }
}
