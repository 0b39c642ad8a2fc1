package tidemark.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** Answers in JSON. */
final class JsonReply {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonReply() {}

  static HttpServerResponse headers(HttpServerResponse response) {
    return response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
  }

  static Future<Void> reply(HttpServerResponse response, int status, Object body) {
    return headers(response.setStatusCode(status)).end(json(body));
  }

  private static String json(Object body) {
    try {
      return MAPPER.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** An error as OpenAI writes them. */
  static Future<Void> error(HttpServerResponse response, int status, String message, String type) {
    return headers(response.setStatusCode(status)).end(errorBody(message, type));
  }

  /** The same within a stream. */
  static String errorBody(String message, String type) {
    return json(Map.of("error", Map.of("message", message, "type", type)));
  }

  /** An error as FastAPI, and so LAMB, writes them. */
  static Future<Void> detail(HttpServerResponse response, int status, String detail) {
    return reply(response, status, Map.of("detail", detail));
  }
}
