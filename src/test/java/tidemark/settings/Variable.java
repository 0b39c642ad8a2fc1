package tidemark.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An environment variable that sets a key.
 *
 * @param name as {@code JWT_TOKEN}
 * @param opposite true if it switches off what the key switches on
 */
record Variable(String name, boolean opposite) {
  /** What every name of Tidemark's own begins with. */
  static final String PREFIX = "TIDEMARK_";

  private static final String OPPOSITE = "!";

  /** Reads {@code NAME} or, for the opposite, {@code !NAME}. */
  static Variable parse(String text) {
    return text.startsWith(OPPOSITE)
        ? new Variable(text.substring(OPPOSITE.length()), true)
        : new Variable(text, false);
  }

  /** {@code db.pool.acquireTimeout} is {@code TIDEMARK_DB_POOL_ACQUIRE_TIMEOUT}. */
  static Variable of(String path) {
    String words = path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
    return new Variable(PREFIX + words.toUpperCase(Locale.ROOT), false);
  }

  /**
   * What it gives the key. A name that others use too may be there and empty (as in a compose file
   * that passes it on): then it gives nothing.
   */
  Optional<String> in(Map<String, String> variables) {
    return Optional.ofNullable(variables.get(name))
        .filter(value -> name.startsWith(PREFIX) || !value.isBlank())
        .map(value -> opposite ? oppositeOf(value) : value);
  }

  private static String oppositeOf(String value) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "1", "true", "yes" -> "false";
      case "0", "false", "no" -> "true";
      default -> value;
    };
  }

  /** As the defaults file writes it. */
  @Override
  public String toString() {
    return (opposite ? OPPOSITE : "") + name;
  }
}
