package tidemark.target;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.atomic.AtomicInteger;

/** The server's part on one event loop. All parts share one port. */
final class ChatListener extends VerticleBase {
  /** Many clients connect at the same moment; the system may allow fewer. */
  private static final int BACKLOG = 8192;

  private final int port;
  private final BackendCore core;
  private final AtomicInteger bound;

  /**
   * @param port below 0: a free one, and the same one for all with this number
   * @param bound gets the port it listens on
   */
  ChatListener(int port, BackendCore core, AtomicInteger bound) {
    this.port = port;
    this.core = core;
    this.bound = bound;
  }

  @Override
  public Future<HttpServer> start() {
    EventLoop loop = ((ContextInternal) context).nettyEventLoop();
    return vertx
        .createHttpServer(
            new HttpServerOptions().setAcceptBacklog(BACKLOG).setHttp2ClearTextEnabled(false))
        .connectionHandler(opened -> core.tally().connection())
        .requestHandler(new ChatRoutes(core, loop))
        .listen(port, ChatBackend.HOST)
        .onSuccess(server -> bound.set(server.actualPort()));
  }
}
