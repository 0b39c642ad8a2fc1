package tidemark.target;

import io.netty.channel.EventLoop;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A chat server of our own on loopback, which speaks as OpenAI and LAMB do. What it says, and when,
 * is set; its counts and times are its own, so that a client's can be held against them.
 * Thread-safe.
 */
public final class ChatServer implements AutoCloseable {
  static final String HOST = "127.0.0.1";
  private static final long START_SECONDS = 30;
  private static final long CLOSE_SECONDS = 10;

  /** Vert.x gives a free port to those that ask for the same number below 0. */
  private static final int FREE_PORT = -1;

  private final Vertx vertx;
  private final int port;
  private final ChatServerTally tally;

  private ChatServer(Vertx vertx, int port, ChatServerTally tally) {
    this.vertx = vertx;
    this.port = port;
    this.tally = tally;
  }

  /**
   * Starts a server.
   *
   * @throws IOException if its port is taken
   */
  public static ChatServer start(ChatServerSettings settings) throws IOException {
    long created = System.currentTimeMillis() / 1000;
    ChatText text = new ChatText(settings.text(), settings.model(), created);
    ChatServerTally tally = new ChatServerTally();
    AtomicLong chats = new AtomicLong();
    Function<EventLoop, ChatRoutes> routes =
        loop -> new ChatRoutes(settings, text, loop, chats, tally);
    int port = settings.port() == 0 ? FREE_PORT : settings.port();
    AtomicInteger bound = new AtomicInteger();
    int loops = eventLoops();
    Vertx vertx = Vertx.vertx(options(loops));
    try {
      await(
          vertx.deployVerticle(
              () -> new ChatListener(port, routes, tally, bound),
              new DeploymentOptions().setInstances(loops)),
          START_SECONDS);
    } catch (IOException e) {
      await(vertx.close(), CLOSE_SECONDS);
      throw e;
    }
    return new ChatServer(vertx, bound.get(), tally);
  }

  /** One holds thousands of streams; most processors are for those who ask. */
  private static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
  }

  /** Without files, and with as few threads as can be. */
  private static VertxOptions options(int eventLoops) {
    return new VertxOptions()
        .setEventLoopPoolSize(eventLoops)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        .setPreferNativeTransport(true)
        .setBlockedThreadCheckInterval(1)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.HOURS)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static void await(Future<?> future, long seconds) throws IOException {
    try {
      future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no end within " + seconds + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Where it listens: {@code http://127.0.0.1:<port>}. */
  public String url() {
    return "http://" + HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  /**
   * What it has seen so far. A request is counted as it comes, its end and its times once its last
   * byte is written: a client may know of that a moment earlier.
   */
  public ChatServerFigures figures() {
    return tally.figures();
  }

  /**
   * Closes every connection and ends its threads, within 10 s. May be called again.
   *
   * @throws IOException if they do not end in that time
   */
  @Override
  public void close() throws IOException {
    await(vertx.close(), CLOSE_SECONDS);
  }
}
