package tidemark.settings;

/**
 * A setting that cannot be used. The message is one line for the person who set it: the key, the
 * value, what is allowed, and where the value came from. It never holds a secret.
 */
public final class SettingsException extends RuntimeException {
  public SettingsException(String message) {
    super(message);
  }

  /** The line for a value of {@code key} that {@code allowed} does not hold. */
  static SettingsException refused(Key key, Given given) {
    return new SettingsException(
        "%s = %s is refused (from %s); allowed: %s"
            .formatted(key.path(), key.shown(given.value()), given.origin(), key.type().allowed()));
  }
}
