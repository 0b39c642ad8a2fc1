package tidemark.dashboard;

import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import tidemark.record.Snapshot;
import tidemark.record.Tick;

/**
 * One who looks. One who does not read gets nothing more until they do, and then all that they
 * missed at once; in the end they are sent away. For one event loop.
 */
final class Viewer {
  private static final int MOST_BYTES_WAITING = 64 * 1024;
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  private final HttpConnection connection;
  private final HttpServerResponse response;
  private long known;
  private Snapshot told = Snapshot.NONE;
  private long stuckSince;
  private boolean stuck;

  /**
   * @param known all that ended up to this moment, in nanoseconds since the run's begin
   */
  Viewer(HttpServerRequest request, long known) {
    this.connection = request.connection();
    this.response = request.response();
    this.known = known;
    response.setWriteQueueMaxSize(MOST_BYTES_WAITING);
  }

  long known() {
    return known;
  }

  /** True if there is nothing to tell of this run, or nobody who could be told. */
  boolean knows(Snapshot run) {
    return told.phase() == run.phase() && told.nanos() == run.nanos() || gone();
  }

  private boolean gone() {
    return response.ended() || response.closed();
  }

  /** True if there is room for an event. */
  boolean listens() {
    if (gone()) {
      return false;
    }
    boolean full = response.writeQueueFull();
    if (full && stuck && System.nanoTime() - stuckSince > PATIENCE) {
      connection.close();
    } else if (full && !stuck) {
      stuckSince = System.nanoTime();
    }
    stuck = full;
    return !full;
  }

  /** Sends an event: what is new in the run for one who knows as much as this one. */
  void tell(Snapshot run, String json) {
    told = run;
    known = run.newest().map(Tick::endNanos).orElse(known);
    response.write("id: %d\ndata: %s\n\n".formatted(known, json));
  }

  Future<Void> end() {
    return gone() ? Future.succeededFuture() : response.end();
  }
}
