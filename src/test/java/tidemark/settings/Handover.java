package tidemark.settings;

/**
 * How a value is handed to a run in another process: by a system property, or by a variable of its
 * environment if others could see it else.
 *
 * @param name the key, or the strongest variable that sets it
 * @param secret true if it is the variable
 */
public record Handover(String name, boolean secret) {
  /**
   * Of a key and the value that it is to have.
   *
   * @throws SettingsException if there is no such key
   */
  public static Handover of(String path, String value) {
    Catalog catalog = new Catalog();
    Key key = catalog.keys().get(path);
    if (key == null) {
      throw new SettingsException(
          "%s is not a setting; did you mean %s?".formatted(path, catalog.nearest(path)));
    }
    boolean secret =
        switch (key.type().kind()) {
          case SECRET -> true;
          case URL -> !Redacted.url(value).equals(value);
          case JSON -> !SecretMembers.hide(value).equals(value);
          default -> false;
        };
    return secret ? new Handover(key.environment().get(0).name(), true) : new Handover(path, false);
  }
}
