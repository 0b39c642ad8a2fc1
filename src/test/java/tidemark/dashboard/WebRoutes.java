package tidemark.dashboard;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import tidemark.record.Snapshot;

/**
 * The page, and the events that keep it up to date. All of it is done on the one event loop of its
 * Vert.x; {@link #tell} and {@link #end} may be called on any thread.
 */
final class WebRoutes implements Handler<HttpServerRequest> {
  /** Those who come later are sent away. */
  static final int MOST_VIEWERS = 16;

  /** Another site's page cannot read this one under a name that it has pointed at loopback. */
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost");

  private final Vertx vertx;
  private final Supplier<Snapshot> latest;
  private final LiveContent content;
  private final Set<Viewer> viewers = new LinkedHashSet<>();
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * @param vertx has one event loop
   */
  WebRoutes(Vertx vertx, Supplier<Snapshot> latest, LiveContent content) {
    this.vertx = vertx;
    this.latest = latest;
    this.content = content;
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response =
        request
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Cross-Origin-Resource-Policy", "same-origin")
            .putHeader("Content-Security-Policy", "frame-ancestors 'none'");
    if (!isOurs(request)) {
      response.setStatusCode(403).end();
    } else if (!request.method().equals(HttpMethod.GET)) {
      response.setStatusCode(405).putHeader(HttpHeaders.ALLOW, "GET").end();
    } else if (request.path().equals("/")) {
      response
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
          .end(content.page(latest.get()));
    } else if (request.path().equals("/events")) {
      events(request);
    } else {
      response.setStatusCode(404).end();
    }
  }

  private static boolean isOurs(HttpServerRequest request) {
    return request.authority() != null && OWN_NAMES.contains(request.authority().host());
  }

  private void events(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (viewers.size() >= MOST_VIEWERS) {
      response.setStatusCode(503).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream").setChunked(true);
    Viewer viewer = new Viewer(request, since(request));
    viewers.add(viewer);
    response.closeHandler(closed -> viewers.remove(viewer));
    tell(List.of(viewer));
  }

  /** What a viewer knows: all up to its last event, or to the page that it has. */
  private static long since(HttpServerRequest request) {
    String last = request.getHeader("Last-Event-ID");
    try {
      return Long.parseLong(last == null ? request.getParam("since", "0") : last);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** There is something new. Returns at once. Not to be called after the end. */
  void tell() {
    if (told.compareAndSet(false, true)) {
      vertx.runOnContext(
          go -> {
            told.set(false);
            tell(List.copyOf(viewers));
          });
    }
  }

  private void tell(List<Viewer> some) {
    send(latest.get(), some.stream().filter(Viewer::listens).toList());
  }

  /** What is new is put together once for all who know the same. */
  private void send(Snapshot run, List<Viewer> some) {
    Map<Long, String> events = new HashMap<>();
    for (Viewer viewer : some) {
      viewer.tell(run, events.computeIfAbsent(viewer.known(), known -> content.since(run, known)));
    }
  }

  /**
   * No more will come: who has not been told the last of it, because they were slow to read, is
   * told now. Completes when all have read what there is.
   */
  Future<?> end() {
    Promise<Void> ended = Promise.promise();
    vertx.runOnContext(
        go -> {
          Snapshot run = latest.get();
          List<Viewer> last = List.copyOf(viewers);
          send(run, last.stream().filter(viewer -> !viewer.knows(run)).toList());
          List<Future<Void>> all = new ArrayList<>();
          last.forEach(viewer -> all.add(viewer.end()));
          Future.all(all).<Void>mapEmpty().onComplete(ended);
        });
    return ended.future();
  }
}
