package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.settings.Places;

class ChatEndpointTest {
  private static final String SECRET = "hunter2";

  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places = new Places(folder).of("ChatBaselineSimulation");
  }

  private Places at(String base) {
    return places
        .property("chat.baseUrl", base)
        .property("chat.assistantId", "7")
        .property("chat.authToken", SECRET);
  }

  private ChatEndpoint endpoint() {
    return ChatEndpoint.from(places.load());
  }

  @ParameterizedTest
  @CsvSource({
    "http://host, http://host/creator/assistant/7/chat/completions",
    "http://host/, http://host/creator/assistant/7/chat/completions",
    "' https://host:8443/api// ', https://host:8443/api/creator/assistant/7/chat/completions",
    "HTTP://[::1]:80, http://[::1]:80/creator/assistant/7/chat/completions"
  })
  void thePathComesAfterTheBase(String base, String url) {
    at(base);

    assertThat(endpoint().url()).isEqualTo(URI.create(url));
    assertThat(endpoint().token()).contains(SECRET);
    assertThat(endpoint().embedded()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, /chat/completions, https://api.openai.com/v1/chat/completions",
    "https://h, /openai/deployments/{assistant_id}/chat?api-version=1, https://h/openai/deployments/7/chat?api-version=1",
    "https://h, /{assistant_id}/{assistant_id}, https://h/7/7"
  })
  void thePathIsTheUsers(String base, String path, String url) {
    at(base).property("chat.endpointPath", path);

    assertThat(endpoint().url()).isEqualTo(URI.create(url));
  }

  @Test
  void anAssistantMayHaveAnyName() {
    at("http://h")
        .property("chat.endpointPath", "/{assistant_id}")
        .property("chat.assistantId", "a b/\u00fc?");

    assertThat(endpoint().url()).isEqualTo(URI.create("http://h/a%20b%2F%C3%BC%3F"));
    assertThat(endpoint().assistantId()).isEqualTo("a b/\u00fc?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host",
        "host:80",
        "localhost:9099/api",
        "//host",
        "ftp://host",
        "http://",
        "http:///path",
        "http:host",
        "http://ho st",
        "http://host:70000",
        "http://host:",
        "http://host:0",
        "http://host/a/../b",
        "http://host/a//b",
        "http://host?x=1",
        "http://host#x",
        "http://me@host",
        "http://me:hunter2@host",
        "https://hunter2:@host:1/x",
        "Embedded",
        ""
      })
  void whatIsNoServerIsRefused(String base) {
    at(base);

    assertThat(places.refusal(ChatEndpoint::from))
        .startsWith("chat.baseUrl = ")
        .endsWith(
            "(from -Dchat.baseUrl); allowed: embedded, http://<host>[:<port>][/<path>] or the same"
                + " with https://, without user, password, query and fragment")
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "chat", "http://h/chat", "/a b", "/{id}", "/a#b", "/%zz", "/a/../b", "//a"})
  void whatIsNoPathIsRefused(String path) {
    at("http://h").property("chat.endpointPath", path);

    assertThat(places.refusal(ChatEndpoint::from))
        .startsWith("chat.endpointPath = ")
        .endsWith(
            "allowed: a path that begins with /, with {assistant_id} or not, without // and ..");
  }

  @Test
  void anUnderscoreInTheNameOfAHostIsCalledByName() {
    at("http://chat_backend:8080/api");

    assertThat(places.refusal(ChatEndpoint::from))
        .startsWith("chat.baseUrl = http://chat_backend:8080/api is refused")
        .endsWith("query and fragment; no name of a host has a _ in it");
    at("http://:8080/my_api");
    assertThat(places.refusal(ChatEndpoint::from)).endsWith("query and fragment");
  }

  @Test
  void aPathWithAssistantNeedsOne() {
    at("http://h").property("chat.assistantId", "");

    assertThat(places.refusal(ChatEndpoint::from))
        .isEqualTo(
            "chat.assistantId = \"\" is refused (from -Dchat.assistantId); allowed: an id, for"
                + " {assistant_id} in chat.endpointPath (environment ASSISTANT_ID)");
    places.property("chat.endpointPath", "/v1/chat/completions");
    assertThat(endpoint().url()).isEqualTo(URI.create("http://h/v1/chat/completions"));
  }

  @Test
  void aTokenIsNeededUnlessItIsNotSent() {
    at("http://h").without("chat.authToken");

    assertThat(places.refusal(ChatEndpoint::from))
        .startsWith("chat.authToken = \"\" is refused (from the defaults line ")
        .endsWith("; allowed: a token (environment JWT_TOKEN), or chat.auth = false");
    places.property("chat.auth", "false");
    assertThat(endpoint().token()).isEmpty();
  }

  @Test
  void aTokenThatIsNotToBeSentIsNotThere() {
    at("http://h").property("chat.auth", "false");

    assertThat(endpoint().token()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer hunter2", "hunter2\r\nX: 1", "hunter2\u00fc", "hun\thunter2"})
  void aTokenThatNoHeaderCarriesIsRefused(String token) {
    at("http://h").property("chat.authToken", token);

    assertThat(places.refusal(ChatEndpoint::from))
        .isEqualTo(
            "chat.authToken = *** is refused (from -Dchat.authToken); allowed: a token of visible"
                + " ASCII characters without spaces; Bearer is put before it");
  }

  @Test
  void theEmbeddedBackendNeedsNothing() {
    ChatEndpoint embedded = endpoint();

    assertThat(embedded.embedded()).isTrue();
    assertThat(embedded.token()).isEmpty();
    assertThat(embedded.shown()).isEqualTo("embedded");
    assertThatThrownBy(embedded::url).isInstanceOf(NoSuchElementException.class);
    ChatEndpoint known = embedded.at(URI.create("http://localhost:1234/"));
    assertThat(known.embedded()).isTrue();
    assertThat(known.url())
        .isEqualTo(URI.create("http://localhost:1234/creator/assistant/1/chat/completions"));
  }

  @Test
  void nothingSecretIsShown() {
    at("http://host:1/a").property("chat.endpointPath", "/b?key=" + SECRET);

    assertThat(endpoint().shown()).isEqualTo("http://host:1/a/b");
    assertThat(endpoint()).asString().isEqualTo("ChatEndpoint[http://host:1/a/b]");
  }
}
