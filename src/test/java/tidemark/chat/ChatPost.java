package tidemark.chat;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.commons.validation.Success;
import io.gatling.commons.validation.Validation;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.http.cache.SslContextSupport$;
import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.gatling.http.protocol.HttpComponents;
import io.gatling.http.protocol.HttpProtocol;
import io.gatling.http.request.builder.HttpRequestBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import scala.Function1;

/**
 * Posts to the target on Gatling's HTTP engine. The http protocol holds for it: TLS, proxy,
 * headers, name look-up, shared connections.
 */
final class ChatPost {
  /** Switches the engine's own limit off, which would only come before or beside ours. */
  private static final Duration NO_LIMIT = Duration.ZERO;

  private static final String REQUEST_ID = "X-Request-Id";

  private final HttpComponents http;
  private final Function1<Session, Validation<Request>> bodiless;

  ChatPost(ScenarioContext context, ChatTarget target) {
    this.http = context.protocolComponentsRegistry().components(HttpProtocol.HttpProtocolKey());
    this.bodiless =
        ((HttpRequestBuilder) builder(target).asScala())
            .build(
                http.httpCaches(),
                http.httpProtocol(),
                context.throttled(),
                context.coreComponents().configuration())
            .clientRequest();
  }

  private static HttpRequestActionBuilder builder(ChatTarget target) {
    HttpRequestActionBuilder post =
        http("chat")
            .post(target.url().toString())
            .header("Content-Type", "application/json")
            .requestTimeout(NO_LIMIT);
    if (target.freshConnections()) {
      post = post.header("Connection", "close");
    }
    if (target.token().isPresent()) {
      String bearer = "Bearer " + target.token().get();
      // by a function, for a plain text would be read as Gatling's expression language
      post = post.header("Authorization", session -> bearer);
    }
    return post;
  }

  /**
   * A request of this user, which the engine sends once.
   *
   * @throws IllegalStateException if a header of the http protocol cannot be made for this user
   */
  Request request(Session session, byte[] body) {
    Object made = bodiless.apply(session);
    if (!(made instanceof Success<?> success && success.value() instanceof Request empty)) {
      throw new IllegalStateException(made.toString());
    }
    return SentOnce.of(empty, body);
  }

  /** Says which request it is, if it has an id. */
  static void number(Request request, String id) {
    if (!id.isEmpty()) {
      request.getHeaders().set(REQUEST_ID, id);
    }
  }

  /** Hands a request to the engine; call it on the user's event loop. */
  void send(Request request, Session session, HttpListener listener) {
    http.httpEngine()
        .executeRequest(
            request,
            session.userId(),
            http.httpProtocol().enginePart().shareConnections(),
            session.eventLoop(),
            listener,
            SslContextSupport$.MODULE$.sslContexts(session));
  }
}
