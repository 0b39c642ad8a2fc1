package tidemark.run;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Asks a server something before load. Follows no redirects: a token is for whom it is meant. */
final class Probe {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

  private final Duration answerTimeout;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .sslContext(trusting())
          .build();

  Probe() {
    this(ANSWER_TIMEOUT);
  }

  /**
   * Waits so long.
   *
   * @param answerTimeout for one answer, the connection included
   */
  Probe(Duration answerTimeout) {
    this.answerTimeout = answerTimeout;
  }

  /** Any certificate, as Gatling's engine takes it: what the load can reach is up. */
  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The status of an answer; its body is not waited for.
   *
   * @throws IOException if there is none in time
   */
  int status(String method, URI url, Optional<String> token) throws IOException {
    HttpRequest request = request(method, url, token);
    HttpResponse<InputStream> answer =
        awaited(client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream()));
    answer.body().close();
    return answer.statusCode();
  }

  /**
   * The body of a good answer to GET; empty after any other.
   *
   * @throws IOException if it is not there in time
   */
  Optional<byte[]> body(URI url, Optional<String> token) throws IOException {
    HttpRequest request = request("GET", url, token);
    HttpResponse<byte[]> answer =
        awaited(client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
    return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  private static HttpRequest request(String method, URI url, Optional<String> token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).method(method, HttpRequest.BodyPublishers.noBody());
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request.build();
  }

  private <T> T awaited(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer within " + answerTimeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }
}
