package tidemark.settings;

import java.util.List;
import java.util.Optional;

/**
 * One setting that Tidemark knows.
 *
 * @param path the key, as {@code db.workers}
 * @param type what a value may be
 * @param about what it is for, in a sentence or two
 * @param defaultValue the value when nobody gives one
 * @param environment the environment variables that set it, the strongest first
 * @param instead the key that is {@code none} where this one is given and that one is not
 */
record Key(
    String path,
    ValueType type,
    String about,
    String defaultValue,
    List<Variable> environment,
    Optional<String> instead) {
  /** The value as it may be printed. */
  String shown(String value) {
    return type.shown(value);
  }
}
