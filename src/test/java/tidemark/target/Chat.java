package tidemark.target;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/**
 * One chat that the server has taken.
 *
 * @param startNanos when its last byte had been read
 * @param number counted in the order of arrival, from 0
 * @param tokens that its answer has
 */
record Chat(
    HttpServerRequest http,
    ChatRequest request,
    long startNanos,
    long number,
    int tokens,
    ChatServerSettings settings) {

  HttpServerResponse response() {
    return http.response();
  }

  Fate fate() {
    return Fate.of(settings, number);
  }

  /** The same for the same chat of each run with this seed. */
  String id() {
    return new UUID(settings.seed(), number).toString();
  }

  /** When a token, counted from 0, is to be written; with the first one, an answer in JSON. */
  long dueNanos(int token) {
    return startNanos + settings.latency().toNanos() + token * settings.tokenInterval().toNanos();
  }
}
