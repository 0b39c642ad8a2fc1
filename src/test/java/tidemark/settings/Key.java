package tidemark.settings;

import java.util.List;

/**
 * One setting that Tidemark knows.
 *
 * @param path the key, as {@code db.workers}
 * @param type what a value may be
 * @param about what it is for, in a sentence or two
 * @param defaultValue the value when nobody gives one
 * @param environment the environment names that set it, the strongest first
 */
record Key(
    String path, ValueType type, String about, String defaultValue, List<String> environment) {
  /** The value as it may be printed. */
  String shown(String value) {
    return type.shown(value);
  }

  /** {@code db.pool.acquireTimeout} is {@code TIDEMARK_DB_POOL_ACQUIRE_TIMEOUT}. */
  static String environmentName(String path) {
    return "TIDEMARK_"
        + path.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .replace('.', '_')
            .toUpperCase(java.util.Locale.ROOT);
  }
}
