package tidemark.settings;

/** Texts without what must not be shown. */
public final class Redacted {
  private Redacted() {}

  /** A URL without user, password and parameters: {@code jdbc:postgresql://host/db}. */
  public static String url(String url) {
    return url.replaceAll("//[^/@]*@", "//").replaceAll("[?;].*", "");
  }
}
