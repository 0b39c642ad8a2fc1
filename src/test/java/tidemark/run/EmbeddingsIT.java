package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.settings.Places;
import tidemark.settings.Settings;

class EmbeddingsIT {
  private static final String CONFIG = "{\"model\": \"m\"}";

  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void nothingGiven() {
    places =
        new Places(folder)
            .of("ChatBaselineSimulation")
            .property("chat.authToken", "chat-token")
            .property("chat.assistantId", "7");
  }

  private Embeddings embeddings() {
    Settings settings = places.load();
    return Embeddings.from(settings, ChatEndpoint.from(settings));
  }

  private void at(ProbedServer server) {
    places.property("chat.baseUrl", server.base().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"embeddings_model\": {\"model\": \"a\"}, \"embeddings\": {\"model\": \"b\"}, \"model\": \"c\"} | a",
        "{\"embeddings_model\": {\"model\": \"\"}, \"embeddings\": {\"model\": \"b\"}, \"model\": \"c\"} | b",
        "{\"embeddings_model\": \"x\", \"embeddings\": {\"model\": null}, \"model\": \" c \"} | c",
        "{\"model\": {\"name\": \"a\"}} | ''",
        "{} | ''",
        "[] | ''",
        "{\"model\": | ''",
        "'' | ''"
      })
  void theFirstFieldThatHasOneIsTheModel(String answer, String model) throws IOException {
    try (ProbedServer server = ProbedServer.of(200, answer)) {
      at(server);

      assertThat(embeddings().model()).isEqualTo(model);
      assertThat(server.requests())
          .containsExactly("GET /creator/admin/org-admin/settings/kb/embeddings-config");
    }
  }

  @Test
  void aUrlOfItsOwnIsAskedInstead() throws IOException {
    try (ProbedServer server = ProbedServer.of(200, CONFIG)) {
      places
          .property("chat.baseUrl", ProbedServer.nobody().toString())
          .property("chat.embeddings.configUrl", server.base() + "/kb/config?x=1");

      assertThat(embeddings().model()).isEqualTo("m");
      assertThat(server.requests()).containsExactly("GET /kb/config?x=1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, '', Bearer chat-token",
    "true, own, Bearer own",
    "false, own, Bearer own",
    "false, '', "
  })
  void theChatsTokenGoesAlongOnlyIfItIsSentAtAll(boolean auth, String own, String sent)
      throws IOException {
    try (ProbedServer server = ProbedServer.of(200, CONFIG)) {
      at(server);
      places
          .property("chat.auth", Boolean.toString(auth))
          .property("chat.embeddings.configToken", own);

      assertThat(embeddings().model()).isEqualTo("m");
      assertThat(String.join("", server.tokens())).isEqualTo(sent == null ? "" : sent);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 401, 404, 500})
  void anyOtherAnswerIsNone(int status) throws IOException {
    try (ProbedServer server = ProbedServer.of(status, CONFIG)) {
      at(server);

      assertThat(embeddings().model()).isEmpty();
    }
  }

  @Test
  void aServerThatIsNotThereOrSilentFailsNoRun() throws IOException {
    places.property("chat.baseUrl", ProbedServer.nobody().toString());
    assertThat(embeddings().model()).isEmpty();

    CountDownLatch end = new CountDownLatch(1);
    try (ProbedServer server =
        new ProbedServer(
            request -> {
              request.sendResponseHeaders(200, 0);
              request.getResponseBody().flush();
              end.await();
            })) {
      at(server);
      assertThat(embeddings().model(new Probe(Duration.ofMillis(50)))).isEmpty();
    } finally {
      end.countDown();
    }
  }

  @Test
  void theEmbeddedBackendHasNone() throws IOException {
    try (ProbedServer server = ProbedServer.of(200, CONFIG)) {
      places.property("chat.embeddings.configUrl", server.base().toString());

      assertThat(embeddings().model()).isEmpty();
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"host/config", "ftp://host/config", "http://me:hunter2@host", "http://"})
  void aUrlThatIsNoneIsRefused(String url) {
    places.property("chat.embeddings.configUrl", url);

    assertThat(places.refusal(settings -> embeddings()))
        .startsWith("chat.embeddings.configUrl = ")
        .endsWith("; allowed: http:// or https:// and a host, without user and password")
        .doesNotContain("hunter2");
  }

  @Test
  void noTokenIsShown() {
    places.property("chat.embeddings.configToken", "hunter 2");
    assertThat(places.refusal(settings -> embeddings()))
        .startsWith("chat.embeddings.configToken = *** is refused");

    places
        .property("chat.embeddings.configToken", "hunter2")
        .property("chat.baseUrl", "http://host");
    assertThat(embeddings()).asString().startsWith("Embeddings[").doesNotContain("hunter2");
  }
}
