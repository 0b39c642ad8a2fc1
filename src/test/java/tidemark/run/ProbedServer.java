package tidemark.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server that is asked something before load, and remembers by what. */
final class ProbedServer implements AutoCloseable {
  /** What one request is answered. */
  interface Answers {
    void answer(HttpExchange request) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();

  ProbedServer(Answers answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        request -> {
          requests.add(request.getRequestMethod() + " " + request.getRequestURI());
          @Nullable String token = request.getRequestHeaders().getFirst("Authorization");
          if (token != null) {
            tokens.add(token);
          }
          try (request) {
            answers.answer(request);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  /** Always the same status, without a body. */
  static ProbedServer of(int status) throws IOException {
    return new ProbedServer(request -> request.sendResponseHeaders(status, -1));
  }

  /** Always this body. */
  static ProbedServer of(int status, String body) throws IOException {
    return new ProbedServer(
        request -> {
          request.sendResponseHeaders(status, body.length());
          request.getResponseBody().write(body.getBytes(UTF_8));
        });
  }

  /** Where nobody listens. */
  static URI nobody() {
    try (ProbedServer server = of(200)) {
      return server.base();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI base() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Methods and paths, in their order. */
  List<String> requests() {
    return requests;
  }

  /** The authorization of those that had one. */
  List<String> tokens() {
    return tokens;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
