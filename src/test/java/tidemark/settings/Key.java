package tidemark.settings;

import java.util.List;

/**
 * One setting that Tidemark knows.
 *
 * @param path the key, as {@code db.workers}
 * @param type what a value may be
 * @param about what it is for, in a sentence or two
 * @param defaultValue the value when nobody gives one
 * @param environment the environment variables that set it, the strongest first
 * @param instead keys that are {@code none} where this one is given and they are not
 */
record Key(
    String path,
    ValueType type,
    String about,
    String defaultValue,
    List<Variable> environment,
    List<String> instead) {
  /** The value as it may be printed. */
  String shown(String value) {
    return type.shown(value);
  }
}
