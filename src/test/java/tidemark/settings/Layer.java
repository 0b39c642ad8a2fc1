package tidemark.settings;

import java.util.Map;
import java.util.Optional;

/**
 * The values that one place gives. Layers are asked in order, the strongest first.
 *
 * @param values what is given, by key
 */
record Layer(Map<String, Given> values) {
  Optional<Given> get(String path) {
    return Optional.ofNullable(values.get(path));
  }
}
