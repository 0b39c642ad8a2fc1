package tidemark.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import tidemark.record.Ticker;
import tidemark.target.OwnVertx;

/**
 * Serves the live page on loopback, on a thread of its own, to whoever looks: nobody who does can
 * hold up the run. Thread-safe.
 */
public final class WebView implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int ANY_PORT = 0;
  private static final long START_SECONDS = 30;

  /** How long viewers have to take the verdict, which first has to be put together. */
  private static final long LAST_EVENT_SECONDS = 5;

  private final Vertx vertx;
  private final HttpServer server;
  private final WebRoutes routes;
  private boolean closed;

  private WebView(Vertx vertx, HttpServer server, WebRoutes routes) {
    this.vertx = vertx;
    this.server = server;
    this.routes = routes;
  }

  /**
   * Starts to serve.
   *
   * @throws IOException if there is no port
   */
  public static WebView start(Ticker ticker, LiveContent content) throws IOException {
    Vertx vertx = OwnVertx.start(1);
    WebRoutes routes = new WebRoutes(vertx, ticker::latest, content);
    HttpServer server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost(HOST).setPort(ANY_PORT))
            .requestHandler(routes);
    OwnVertx.await(server.listen(), START_SECONDS);
    WebView view = new WebView(vertx, server, routes);
    ticker.onTick(run -> view.tell());
    return view;
  }

  /** Where it is: {@code http://127.0.0.1:<port>/}. */
  public String url() {
    return "http://%s:%d/".formatted(HOST, server.actualPort());
  }

  private synchronized void tell() {
    if (!closed) {
      routes.tell();
    }
  }

  private synchronized boolean closes() {
    boolean closes = !closed;
    closed = true;
    return closes;
  }

  /**
   * Gives those who look a moment to take the verdict, and ends. May be called again.
   *
   * @throws IOException if it does not end in time
   */
  @Override
  public void close() throws IOException {
    if (!closes()) {
      return;
    }
    try {
      OwnVertx.await(routes.end(), LAST_EVENT_SECONDS);
    } catch (IOException e) {
      // One who does not read is not waited for.
    }
    OwnVertx.close(vertx);
  }
}
