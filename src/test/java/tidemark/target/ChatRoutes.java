package tidemark.target;

import io.netty.channel.EventLoop;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Says what each request gets. One for each event loop. */
final class ChatRoutes implements Handler<HttpServerRequest> {
  private static final Set<HttpMethod> PROBES =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final ChatServerSettings settings;
  private final ChatText text;
  private final EventLoop loop;
  private final AtomicLong chats;
  private final ChatServerTally tally;

  /**
   * @param chats counts the chats of all event loops
   */
  ChatRoutes(
      ChatServerSettings settings,
      ChatText text,
      EventLoop loop,
      AtomicLong chats,
      ChatServerTally tally) {
    this.settings = settings;
    this.text = text;
    this.loop = loop;
    this.chats = chats;
    this.tally = tally;
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> route(request, body));
  }

  private void route(HttpServerRequest request, Buffer body) {
    long now = System.nanoTime();
    Endpoint endpoint = Endpoint.of(request.path());
    boolean control = endpoint == Endpoint.FIGURES || endpoint == Endpoint.RESET;
    if (control && settings.figures()) {
      control(request, endpoint);
      return;
    }
    boolean probe = PROBES.contains(request.method());
    tally.request(endpoint, probe);
    request.response().endHandler(ended -> tally.bytes(request.response().bytesWritten()));
    switch (endpoint) {
      case ASSISTANT, OPENAI -> endpoint(request, probe, body, now);
      case ROOT -> root(request, probe);
      default -> JsonReply.detail(request.response(), 404, "Not Found");
    }
  }

  private void control(HttpServerRequest request, Endpoint endpoint) {
    if (endpoint == Endpoint.FIGURES && request.method().equals(HttpMethod.GET)) {
      JsonReply.reply(request.response(), 200, tally.figures());
    } else if (endpoint == Endpoint.RESET && request.method().equals(HttpMethod.POST)) {
      tally.reset();
      request.response().setStatusCode(204).end();
    } else {
      JsonReply.detail(request.response(), 405, "Method Not Allowed");
    }
  }

  private void root(HttpServerRequest request, boolean probe) {
    if (request.method().equals(HttpMethod.OPTIONS)) {
      allow(request, "GET, HEAD, OPTIONS");
    } else if (probe) {
      JsonReply.reply(request.response(), 200, Map.of("status", "ok"));
    } else {
      JsonReply.detail(request.response(), 405, "Method Not Allowed");
    }
  }

  /** A probe needs no token; but one that carries a wrong token is told so. */
  private void endpoint(HttpServerRequest request, boolean probe, Buffer body, long now) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    boolean needsToken = !settings.token().isEmpty();
    if (needsToken
        && authorization != null
        && !authorization.equals("Bearer " + settings.token())) {
      refuse(request, probe, 401, "Invalid or expired token");
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      allow(request, "POST, OPTIONS");
    } else if (!request.method().equals(HttpMethod.POST)) {
      refuse(request, probe, 405, "Method Not Allowed");
    } else if (needsToken && authorization == null) {
      refuse(request, probe, 403, "Not authenticated");
    } else {
      chat(request, body, now);
    }
  }

  private static void allow(HttpServerRequest request, String methods) {
    request.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, methods).end();
  }

  private void refuse(HttpServerRequest request, boolean probe, int status, String detail) {
    JsonReply.detail(request.response(), status, detail);
    if (!probe) {
      tally.refused();
    }
  }

  private void chat(HttpServerRequest http, Buffer body, long now) {
    ChatRequest request;
    try {
      request = ChatRequest.parse(body.getBytes());
    } catch (ChatRequest.Invalid e) {
      tally.refused();
      JsonReply.error(
          http.response(), 400, String.valueOf(e.getMessage()), "invalid_request_error");
      return;
    }
    int tokens = Math.min(settings.tokens(), request.maxTokens());
    answer(new Chat(http, request, now, chats.getAndIncrement(), tokens, settings)).start();
  }

  private ChatAnswer answer(Chat chat) {
    Fate fate = chat.fate();
    ChatText said = settings.stamps() ? new StampedText(text, chat.startNanos()) : text;
    return chat.request().stream() && fate != Fate.FAILED
        ? new StreamedAnswer(chat, fate == Fate.CUT, said, loop, tally)
        : new WholeAnswer(chat, fate, said, loop, tally);
  }
}
