package tidemark.target;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tidemark.settings.Settings;

/** Chat servers for tests, and what to send them. */
public final class ChatBackends {
  public static final String HELLO =
      """
      {"messages":[{"role":"user","content":"Hello"}]}""";
  public static final String HELLO_STREAM =
      """
      {"messages":[{"role":"user","content":"Hello"}],"stream":true}""";

  private ChatBackends() {}

  /**
   * Settings that differ from the defaults, and no wait for the answer.
   *
   * @param keysAndValues of {@code target.chat}, without that: {@code "tokens", "5"}
   */
  public static ChatBackendSettings settings(String... keysAndValues) {
    Map<String, String> properties = new HashMap<>();
    properties.put("target.chat.latency", "0");
    properties.put("target.chat.tokenInterval", "0");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.put("target.chat." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return settings(properties);
  }

  /** The defaults, but for these properties. */
  public static ChatBackendSettings settings(Map<String, String> properties) {
    return ChatBackendSettings.from(
        Settings.load("ChatBackends", properties, Map.of(), Path.of("none.conf")));
  }

  /** A request with this body at OpenAI's path. */
  public static HttpRequest post(ChatBackend server, String body) {
    return HttpRequest.newBuilder(URI.create(server.url() + "/v1/chat/completions"))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
