package tidemark.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.settings.Redacted;
import tidemark.settings.Settings;

/**
 * Which embedding model the chat backend uses, for the row in {@code output.csv}.
 *
 * @param url where it is asked; empty for the embedded backend, which has none
 * @param token goes along; empty if none is to be sent. Never shown
 */
record Embeddings(Optional<URI> url, Optional<String> token) {
  private static final Logger LOG = LoggerFactory.getLogger(Embeddings.class);
  private static final String PATH = "/creator/admin/org-admin/settings/kb/embeddings-config";
  private static final String URL_KEY = "chat.embeddings.configUrl";

  /**
   * Reads the group {@code chat.embeddings}. Without a token of its own the chat's goes along,
   * which is not there when {@code chat.auth} is off.
   *
   * @throws tidemark.settings.SettingsException if the URL is none
   */
  static Embeddings from(Settings settings, ChatEndpoint endpoint) {
    Optional<URI> given =
        settings.text(URL_KEY).isBlank()
            ? Optional.empty()
            : Optional.of(
                HttpUrl.of(
                    settings,
                    URL_KEY,
                    "http:// or https:// and a host, without user and password"));
    Optional<String> own = BearerToken.of(settings, "chat.embeddings.configToken");
    if (endpoint.embedded()) {
      return new Embeddings(Optional.empty(), Optional.empty());
    }
    return new Embeddings(
        given.or(() -> Optional.of(endpoint.below(PATH))), own.or(endpoint::token));
  }

  /** The model; empty if it cannot be found within 5 s, for that fails no run. */
  String model() {
    return model(new Probe());
  }

  String model(Probe probe) {
    if (url.isEmpty()) {
      return "";
    }
    try {
      Optional<byte[]> answer = probe.body(url.get(), token);
      return answer.isPresent() ? model(new ObjectMapper().readTree(answer.get())) : "";
    } catch (IOException | RuntimeException e) {
      LOG.debug("no embedding model from {}: {}", Redacted.url(url.get().toString()), e.toString());
      return "";
    }
  }

  private static String model(JsonNode config) {
    return Stream.of("/embeddings_model/model", "/embeddings/model", "/model")
        .map(place -> config.at(place).isTextual() ? config.at(place).textValue().strip() : "")
        .filter(model -> !model.isEmpty())
        .findFirst()
        .orElse("");
  }

  @Override
  public String toString() {
    return "Embeddings[%s]".formatted(url.map(where -> Redacted.url(where.toString())));
  }
}
