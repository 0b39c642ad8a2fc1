package tidemark.run;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

/** Addresses of HTTP servers, as settings give them. */
final class HttpUrl {
  private static final int HIGHEST_PORT = 65_535;

  private HttpUrl() {}

  /**
   * An absolute address without user or fragment.
   *
   * @param allowed for the refusal: what may be there
   * @throws SettingsException if it is anything else
   */
  static URI of(Settings settings, String key, String allowed) {
    return parse(settings.text(key).strip())
        .filter(HttpUrl::namesServer)
        .orElseThrow(() -> settings.refuse(key, allowed));
  }

  static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** A user's name would go along with a password, and into every report. */
  private static boolean namesServer(URI url) {
    boolean http = "http".equalsIgnoreCase(url.getScheme());
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    return (http || https)
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null
        && url.getPort() <= HIGHEST_PORT;
  }
}
