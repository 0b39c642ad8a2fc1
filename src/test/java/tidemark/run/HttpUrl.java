package tidemark.run;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tidemark.settings.Settings;
import tidemark.settings.SettingsException;

/** Addresses of HTTP servers, as settings give them. */
final class HttpUrl {
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int HIGHEST_PORT = 65_535;

  private HttpUrl() {}

  /**
   * An absolute address without user or fragment, as the HTTP engine wants it: it takes a scheme in
   * capitals for a relative path.
   *
   * @param allowed for the refusal: what may be there
   * @throws SettingsException if it is anything else
   */
  static URI of(Settings settings, String key, String allowed) {
    Optional<URI> url = parse(settings.text(key).strip());
    return url.filter(HttpUrl::namesServer)
        .map(named -> URI.create(named.toString().replaceFirst("^[^:]+", scheme(named))))
        .orElseThrow(() -> settings.refuse(key, allowed + url.map(HttpUrl::reason).orElse("")));
  }

  /** Somebody may well have a server by such a name, and sees nothing wrong with it. */
  private static String reason(URI url) {
    String authority = url.getRawAuthority();
    boolean underscore = authority != null && authority.replaceFirst(".*@", "").contains("_");
    return underscore ? "; no name of a host has a _ in it" : "";
  }

  static Optional<URI> parse(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String scheme(URI url) {
    return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
  }

  /**
   * A user's name would go along with a password, and into every report. A colon without a port
   * comes from a variable that is not set.
   */
  private static boolean namesServer(URI url) {
    return SCHEMES.contains(scheme(url))
        && url.getHost() != null
        && !url.getRawAuthority().endsWith(":")
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null
        && url.getPort() != 0
        && url.getPort() <= HIGHEST_PORT;
  }

  /** False of a path with {@code //}, {@code .} or {@code ..}: the engine would ask for another. */
  static boolean staysAsItIs(URI url) {
    return url.normalize().equals(url);
  }
}
