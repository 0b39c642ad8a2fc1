package tidemark.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import tidemark.settings.Redacted;
import tidemark.settings.Settings;

/**
 * Where chats are posted to.
 *
 * @param embedded true if Tidemark's own backend answers
 * @param base where the backend's paths begin, without a slash at its end; empty for the embedded
 *     one until it is known
 * @param path of the chat completions, with the assistant in it
 * @param assistantId as it is shown
 * @param token goes with each request; empty if none is to be sent. Never shown
 */
record ChatEndpoint(
    boolean embedded, Optional<URI> base, String path, String assistantId, Optional<String> token) {
  private static final String EMBEDDED = "embedded";

  /** The embedded backend answers for any. */
  private static final String EMBEDDED_ASSISTANT = "1";

  private static final String ASSISTANT = "{assistant_id}";
  private static final String BASE_KEY = "chat.baseUrl";
  private static final String BASE_ALLOWED =
      "embedded, http://<host>[:<port>][/<path>] or the same with https://, without user, password,"
          + " query and fragment";

  static ChatEndpoint from(Settings settings) {
    boolean embedded = settings.text(BASE_KEY).strip().equals(EMBEDDED);
    String assistant = settings.text("chat.assistantId").strip();
    String assistantId = embedded && assistant.isEmpty() ? EMBEDDED_ASSISTANT : assistant;
    return new ChatEndpoint(
        embedded,
        embedded ? Optional.empty() : Optional.of(base(settings)),
        path(settings, assistantId),
        assistantId,
        token(settings, embedded));
  }

  private static URI base(Settings settings) {
    URI url = withoutSlash(HttpUrl.of(settings, BASE_KEY, BASE_ALLOWED));
    if (url.getRawQuery() != null || !HttpUrl.staysAsItIs(url)) {
      throw settings.refuse(BASE_KEY, BASE_ALLOWED);
    }
    return url;
  }

  private static URI withoutSlash(URI url) {
    return URI.create(url.toString().replaceFirst("/+$", ""));
  }

  private static String path(Settings settings, String assistantId) {
    String key = "chat.endpointPath";
    String path = settings.text(key).strip();
    if (path.contains(ASSISTANT) && assistantId.isEmpty()) {
      throw settings.refuse(
          "chat.assistantId",
          "an id, for %s in %s (environment ASSISTANT_ID)".formatted(ASSISTANT, key));
    }
    String filled =
        path.replace(ASSISTANT, URLEncoder.encode(assistantId, UTF_8).replace("+", "%20"));
    if (!path.startsWith("/")
        || HttpUrl.parse("http://host" + filled)
            .filter(url -> url.getRawFragment() == null && HttpUrl.staysAsItIs(url))
            .isEmpty()) {
      throw settings.refuse(
          key, "a path that begins with /, with %s or not, without // and ..".formatted(ASSISTANT));
    }
    return filled;
  }

  private static Optional<String> token(Settings settings, boolean embedded) {
    if (!settings.flag("chat.auth")) {
      return Optional.empty();
    }
    Optional<String> token = BearerToken.of(settings, "chat.authToken");
    if (token.isEmpty() && !embedded) {
      throw settings.refuse(
          "chat.authToken", "a token (environment JWT_TOKEN), or chat.auth = false");
    }
    return token;
  }

  /** The same on a server that has come up meanwhile. */
  ChatEndpoint at(URI server) {
    return new ChatEndpoint(embedded, Optional.of(withoutSlash(server)), path, assistantId, token);
  }

  /**
   * Where chats are posted to.
   *
   * @throws java.util.NoSuchElementException if the embedded backend's base is not known yet
   */
  URI url() {
    return below(path);
  }

  /** Another path of the same backend. */
  URI below(String other) {
    return URI.create(base.orElseThrow() + other);
  }

  /** The address as it may be printed: without parameters, which may hold a key. */
  String shown() {
    return base.isPresent() ? Redacted.url(url().toString()) : EMBEDDED;
  }

  @Override
  public String toString() {
    return "ChatEndpoint[%s]".formatted(shown());
  }
}
