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
    ChatBackendSettings settings) {

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

  /** As it is to be stored, with this answer. */
  StoredChat answered(String answer) {
    RequestNumber sent = RequestNumber.parse(http.getHeader(RequestNumber.HEADER));
    return StoredChat.of(sent, request.prompt(), answer);
  }
}
