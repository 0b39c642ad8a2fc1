package tidemark.settings;

import java.util.regex.Pattern;

/** Texts without what must not be shown. */
public final class Redacted {
  /** From the first {@code ?name=} on; a password may hold a {@code ?} too. */
  private static final Pattern PARAMETERS = Pattern.compile("(?s)[?;]([^=@/]*=.*|[^@]*$)");

  /** All up to the last {@code @}, but for the scheme. An SQLite file may have one in its name. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?s)^(?!jdbc:sqlite:)((?:jdbc:)?\\w+:)?(//)?.*@");

  private Redacted() {}

  /** A URL without user, password and parameters: {@code jdbc:postgresql://host/db}. */
  public static String url(String url) {
    String bare = PARAMETERS.matcher(url).replaceFirst("");
    return USER_INFO.matcher(bare).replaceFirst("$1$2");
  }
}
