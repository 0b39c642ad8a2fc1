package tidemark.target;

import io.netty.channel.EventLoop;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;

/** Says what each request gets. One for each event loop. */
final class ChatRoutes implements Handler<HttpServerRequest> {
  private static final Set<HttpMethod> PROBES =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final BackendCore core;
  private final ChatBackendSettings settings;
  private final ChatBackendTally tally;
  private final EventLoop loop;

  ChatRoutes(BackendCore core, EventLoop loop) {
    this.core = core;
    this.settings = core.settings();
    this.tally = core.tally();
    this.loop = loop;
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> route(request, body));
  }

  private void route(HttpServerRequest request, Buffer body) {
    long now = System.nanoTime();
    Endpoint endpoint = Endpoint.of(request.path());
    if (endpoint == Endpoint.TRUTH && request.method().equals(HttpMethod.GET)) {
      JsonReply.reply(request.response(), 200, tally.figures());
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
      refuse(request, probe, now, 401, "Invalid or expired token");
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      allow(request, "POST, OPTIONS");
    } else if (!request.method().equals(HttpMethod.POST)) {
      refuse(request, probe, now, 405, "Method Not Allowed");
    } else if (needsToken && authorization == null) {
      refuse(request, probe, now, 403, "Not authenticated");
    } else {
      chat(request, body, now);
    }
  }

  private static void allow(HttpServerRequest request, String methods) {
    request.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, methods).end();
  }

  private void refuse(
      HttpServerRequest request, boolean probe, long now, int status, String detail) {
    JsonReply.detail(request.response(), status, detail);
    if (!probe) {
      core.ended(AnswerEnd.REFUSED, now, 0);
    }
  }

  private void chat(HttpServerRequest http, Buffer body, long now) {
    ChatRequest request;
    try {
      request = ChatRequest.parse(body.getBytes());
    } catch (ChatRequest.Invalid e) {
      core.ended(AnswerEnd.REFUSED, now, 0);
      JsonReply.error(
          http.response(), 400, String.valueOf(e.getMessage()), "invalid_request_error");
      return;
    }
    int tokens = Math.min(settings.tokens(), request.maxTokens());
    Chat chat = new Chat(http, request, now, core.chats().getAndIncrement(), tokens, settings);
    if (chat.fate() == Fate.LIMITED) {
      limit(http);
      core.ended(AnswerEnd.LIMITED, now, 0);
      return;
    }
    ChatAnswer answer = answer(chat);
    if (!answer.start()) {
      limit(http);
      answer.end(AnswerEnd.LIMITED);
    }
  }

  private void limit(HttpServerRequest http) {
    long seconds = settings.retryAfter().plusMillis(999).toSeconds();
    http.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    JsonReply.error(http.response(), 429, "the model has too much to do", "rate_limit_error");
  }

  private ChatAnswer answer(Chat chat) {
    Fate fate = chat.fate();
    ChatText said =
        settings.stamps() ? new StampedText(core.text(), chat.startNanos()) : core.text();
    return chat.request().stream() && fate != Fate.FAILED
        ? new StreamedAnswer(chat, fate == Fate.CUT, said, loop, core)
        : new WholeAnswer(chat, fate, said, loop, core);
  }
}
