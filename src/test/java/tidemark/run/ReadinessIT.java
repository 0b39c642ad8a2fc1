package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.settings.Places;
import tidemark.settings.Settings;
import tidemark.target.Certificate;

class ReadinessIT {
  private static final String TOKEN = "hunter2";

  @TempDir Path folder;
  private Places places;
  private int pauses;

  @BeforeEach
  void nothingGiven() {
    places =
        new Places(folder)
            .of("ChatBaselineSimulation")
            .property("chat.endpointPath", "/chat?key=" + TOKEN)
            .property("chat.authToken", TOKEN);
  }

  private Places at(URI base) {
    return places.property("chat.baseUrl", base.toString());
  }

  private void await(Settings settings) {
    await(settings, new Probe());
  }

  private void await(Settings settings, Probe probe) {
    new Readiness(settings, ChatEndpoint.from(settings), probe, () -> pauses++).await();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 400, 404, 405, 429})
  void anyAnswerBelow500IsUp(int status) throws IOException {
    try (ProbedServer server = ProbedServer.of(status)) {
      await(at(server.base()).load());

      assertThat(server.requests()).containsExactly("OPTIONS /chat?key=" + TOKEN);
      assertThat(server.tokens()).containsExactly("Bearer " + TOKEN);
    }
    assertThat(pauses).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HEAD /api/chat", "GET /api/chat", "OPTIONS /api", "HEAD /api", "GET /api"})
  void oneAnswerOfAllIsEnough(String answered) throws IOException {
    places.property("chat.endpointPath", "/chat");
    try (ProbedServer server =
        new ProbedServer(
            request -> {
              String asked = request.getRequestMethod() + " " + request.getRequestURI();
              request.sendResponseHeaders(asked.equals(answered) ? 200 : 503, -1);
            })) {
      await(at(server.base().resolve("/api/")).load());

      assertThat(server.requests()).endsWith(answered);
    }
    assertThat(pauses).isZero();
  }

  @Test
  void itMayComeUpAtTheThirdAttempt() throws IOException {
    AtomicInteger status = new AtomicInteger(503);
    try (ProbedServer server =
        new ProbedServer(request -> request.sendResponseHeaders(status.get(), -1))) {
      Settings settings = at(server.base()).load();
      Runnable pause =
          () -> {
            pauses++;
            status.set(pauses == 2 ? 200 : 503);
          };

      new Readiness(settings, ChatEndpoint.from(settings), new Probe(), pause).await();

      assertThat(pauses).isEqualTo(2);
      assertThat(server.requests()).hasSize(2 * 6 + 1);
    }
  }

  @Test
  void aServerThatOnlyFailsIsNotUp() throws IOException {
    try (ProbedServer server = ProbedServer.of(502)) {
      assertThat(at(server.base()).refusal(this::await))
          .isEqualTo(
              "chat.baseUrl = %s is refused (from -Dchat.baseUrl); allowed: a server that is up,"
                      .formatted(server.base())
                  + " or chat.check = false; not up is GET %s: status 502"
                      .formatted(server.base()));
      assertThat(server.requests()).hasSize(3 * 6);
    }
    assertThat(pauses).isEqualTo(2);
  }

  @Test
  void nobodyIsNotUp() {
    URI nobody = ProbedServer.nobody();

    assertThat(at(nobody).refusal(this::await))
        .endsWith("not up is OPTIONS %s: connection refused".formatted(nobody));
    assertThat(pauses).isEqualTo(2);
  }

  @Test
  void anUnknownHostIsNotUp() {
    assertThat(at(URI.create("http://nobody.invalid")).refusal(this::await))
        .endsWith("not up is OPTIONS http://nobody.invalid: host unknown");
  }

  @Test
  void aServerThatHangsUpIsNotUp() throws IOException {
    try (ProbedServer server = new ProbedServer(request -> {})) {
      assertThat(at(server.base()).refusal(this::await))
          .contains("not up is GET " + server.base() + ": ");
    }
  }

  @Test
  void aServerThatIsSilentIsNotUp() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (ProbedServer server = new ProbedServer(request -> end.await())) {
      Probe impatient = new Probe(Duration.ofMillis(50));

      assertThat(at(server.base()).refusal(settings -> await(settings, impatient)))
          .endsWith("OPTIONS %s: no answer within 50 ms".formatted(server.base()));
    } finally {
      end.countDown();
    }
  }

  @Test
  void aBodyIsNotWaitedFor() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (ProbedServer server =
        new ProbedServer(
            request -> {
              request.sendResponseHeaders(200, 0);
              request.getResponseBody().flush();
              end.await();
            })) {
      await(at(server.base()).load());
    } finally {
      end.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aTokenThatIsRefusedIsSaidAtOnce(int status) throws IOException {
    try (ProbedServer server = ProbedServer.of(status)) {
      assertThat(at(server.base()).refusal(this::await))
          .isEqualTo(
              "chat.authToken = *** is refused (from -Dchat.authToken); allowed: a token that the"
                  + " target takes, or chat.check = false; the target refuses the token (%d) at"
                      .formatted(status)
                  + " OPTIONS %s/chat".formatted(server.base()));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void withoutTokenARefusalIsAnAnswer() throws IOException {
    try (ProbedServer server = ProbedServer.of(401)) {
      await(at(server.base()).property("chat.auth", "false").load());

      assertThat(server.requests()).hasSize(1);
      assertThat(server.tokens()).isEmpty();
    }
  }

  @Test
  void aTokenGoesNoFurther() throws IOException {
    try (ProbedServer other = ProbedServer.of(200);
        ProbedServer server =
            new ProbedServer(
                request -> {
                  request.getResponseHeaders().set("Location", other.base().toString());
                  request.sendResponseHeaders(307, -1);
                })) {
      await(at(server.base()).load());

      assertThat(other.requests()).isEmpty();
    }
  }

  /** So does the load. */
  @Test
  void anyCertificateWillDo() throws IOException, InterruptedException {
    Certificate certificate = Certificate.make("elsewhere", folder);
    SslContext tls =
        SslContextBuilder.forServer(stream(certificate.certificate()), stream(certificate.key()))
            .sslProvider(SslProvider.JDK)
            .build();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(((JdkSslContext) tls).context()));
    server.createContext("/", request -> request.sendResponseHeaders(200, -1));
    server.start();
    try {
      await(at(URI.create("https://localhost:" + server.getAddress().getPort())).load());
    } finally {
      server.stop(0);
    }
    assertThat(pauses).isZero();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void itCanBeSwitchedOff() {
    Settings settings = at(ProbedServer.nobody()).property("chat.check", "false").load();

    Readiness.check(settings, ChatSettings.from(settings));
  }

  @Test
  void theEmbeddedBackendIsNotAsked() {
    Settings settings = places.load();

    Readiness.check(settings, ChatSettings.from(settings));
  }
}
