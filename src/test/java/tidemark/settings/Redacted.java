package tidemark.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts without what must not be shown. */
public final class Redacted {
  /** From the first {@code ?name=} on; a password may hold a {@code ?} too. */
  private static final Pattern PARAMETERS = Pattern.compile("(?s)[?;]([^=@/]*=.*|[^@]*$)");

  /** All up to the last {@code @}, but for the scheme. An SQLite file may have one in its name. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?s)^(?!jdbc:sqlite:)((?:jdbc:)?\\w+:)?(//)?.*@");

  /**
   * What an {@code @} in a path does not make a user: an address of the web whose server is named,
   * up to its query, and a path by itself.
   */
  private static final Pattern WITHOUT_USER =
      Pattern.compile(
          "(?si)(https?://(?:[\\w.-]+|\\[[\\da-f:.]+])(?::\\d*)?(?:/[^?#]*)?|/(?!/)[^?]*)"
              + "(?:[?#].*)?");

  private Redacted() {}

  /** A URL without user, password and parameters: {@code jdbc:postgresql://host/db}. */
  public static String url(String url) {
    Matcher plain = WITHOUT_USER.matcher(url);
    if (plain.matches()) {
      return plain.group(1);
    }
    String bare = PARAMETERS.matcher(url).replaceFirst("");
    return USER_INFO.matcher(bare).replaceFirst("$1$2");
  }
}
