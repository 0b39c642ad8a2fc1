package tidemark.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Every setting and every simulation's block, as the defaults file has them. Immutable. */
final class Catalog {
  static final String RESOURCE = "tidemark-defaults.conf";
  private static final String BLOCK_SUFFIX = "Simulation";

  private final Map<String, Key> keys = new TreeMap<>();
  private final Config defaults;

  /** Also those that have no key yet: what is written under them is meant for Tidemark. */
  private static final Set<String> GROUPS =
      Set.of("run", "chat", "db", "load", "gate", "output", "target");

  Catalog() {
    this(ConfigFactory.parseResources(Catalog.class.getClassLoader(), RESOURCE));
  }

  Catalog(Config defaults) {
    this.defaults = defaults.resolve();
    for (Map.Entry<String, ConfigValue> entry : this.defaults.entrySet()) {
      String path = entry.getKey();
      if (blockOf(path).isEmpty()) {
        keys.put(path, key(path, entry.getValue()));
      }
    }
  }

  private static Key key(String path, ConfigValue value) {
    List<Variable> environment = new ArrayList<>();
    List<String> about = new ArrayList<>();
    List<String> instead = List.of();
    String type = "";
    for (String line : value.origin().comments()) {
      String text = line.strip();
      if (text.startsWith("@type ")) {
        type = text.substring("@type ".length());
      } else if (text.startsWith("@env ")) {
        for (String name : text.substring("@env ".length()).strip().split("\\s+")) {
          environment.add(Variable.parse(name));
        }
      } else if (text.startsWith("@instead ")) {
        instead = List.of(text.substring("@instead ".length()).strip().split("\\s+"));
      } else {
        about.add(text);
      }
    }
    if (type.isEmpty()) {
      throw new IllegalStateException(path + " has no @type in " + RESOURCE);
    }
    environment.add(Variable.of(path));
    return new Key(
        path,
        ValueType.parse(type),
        String.join(" ", about),
        String.valueOf(value.unwrapped()),
        List.copyOf(environment),
        instead);
  }

  /** The keys that a simulation's block keeps away from the environment. */
  Set<String> pinned(String simulation) {
    return defaults.entrySet().stream()
        .filter(entry -> entry.getValue().origin().comments().stream().anyMatch(Catalog::pins))
        .filter(entry -> blockOf(entry.getKey()).equals(Optional.of(simulation)))
        .map(entry -> entry.getKey().substring(simulation.length() + 1))
        .collect(Collectors.toSet());
  }

  private static boolean pins(String comment) {
    return comment.strip().equals("@pinned");
  }

  /** All keys by name. */
  Map<String, Key> keys() {
    return keys;
  }

  Config defaults() {
    return defaults;
  }

  /** What a key is for: its own comment, else that of the nearest group around it. */
  String about(Key key) {
    return key.about().isEmpty() ? aboutGroupOf(key.path()) : key.about();
  }

  private String aboutGroupOf(String path) {
    int dot = path.lastIndexOf('.');
    if (dot < 0) {
      return "";
    }
    String group = path.substring(0, dot);
    String about = String.join(" ", defaults.getValue(group).origin().comments()).strip();
    return about.isEmpty() ? aboutGroupOf(group) : about;
  }

  /** True if the key is in one of Tidemark's groups, known or not, or is the group itself. */
  boolean claims(String path) {
    return GROUPS.contains(head(path));
  }

  /** The simulation whose block holds this path; empty for a plain key. */
  static Optional<String> blockOf(String path) {
    String head = head(path);
    return head.endsWith(BLOCK_SUFFIX) ? Optional.of(head) : Optional.empty();
  }

  private static String head(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  /** The known key that is written most like this one; of a group, the nearest key in it. */
  String nearest(String path) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return keys.keySet().stream()
        .min(
            Comparator.comparing((String known) -> !known.startsWith(path + "."))
                .thenComparing(known -> distance.apply(known, path)))
        .orElseThrow();
  }

  /** True if somebody who wrote this may well have meant a known key: one or two letters differ. */
  boolean mistyped(String path) {
    return !keys.containsKey(path) && alike(nearest(path), path) && path.indexOf('.') > 0;
  }

  /** The simulation that somebody who wrote this name may well have meant; empty if it is right. */
  Optional<String> meantSimulation(String name) {
    return defaults.root().keySet().stream()
        .filter(known -> blockOf(known).isPresent() && alike(known, name))
        .findFirst()
        .filter(known -> !defaults.root().containsKey(name));
  }

  private static boolean alike(String known, String written) {
    return new LevenshteinDistance(2).apply(known, written) >= 0;
  }
}
