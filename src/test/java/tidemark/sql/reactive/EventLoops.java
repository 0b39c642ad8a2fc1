package tidemark.sql.reactive;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine's threads: few event loops, none of them Gatling's, and few readers, which wait for
 * the rows of long streams. Thread-safe.
 */
final class EventLoops implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  /** A long stream keeps its reader for as long as it is read. */
  private static final int READERS_PER_PROCESSOR = 4;

  private final Vertx vertx;
  private final List<Context> contexts = new CopyOnWriteArrayList<>();
  private final AtomicInteger given = new AtomicInteger();

  private EventLoops(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Starts one for each processor, as Gatling does for its users, but no more than connections.
   *
   * @throws SQLException if they do not start
   */
  static EventLoops start(int connections) throws SQLException {
    int processors = Runtime.getRuntime().availableProcessors();
    int count = Math.max(1, Math.min(connections, processors));
    EventLoops loops =
        new EventLoops(
            Vertx.vertx(options(count, Math.min(connections, processors * READERS_PER_PROCESSOR))));
    loops.await(
        loops.vertx.deployVerticle(loops::loop, new DeploymentOptions().setInstances(count)));
    return loops;
  }

  private static VertxOptions options(int count, int readers) {
    return new VertxOptions()
        .setEventLoopPoolSize(count)
        .setWorkerPoolSize(readers)
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

  /** The public way to a context of a loop of its own. */
  private VerticleBase loop() {
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        contexts.add(context);
        return Future.succeededFuture();
      }
    };
  }

  Vertx vertx() {
    return vertx;
  }

  /** The next loop in turn. */
  Context next() {
    return contexts.get(Math.floorMod(given.getAndIncrement(), contexts.size()));
  }

  /**
   * Waits for what a loop does, from another thread.
   *
   * @throws SQLException if that fails or takes longer than 30 s
   */
  void await(Future<?> future) throws SQLException {
    try {
      await(future, LONGEST);
    } catch (TimeoutException e) {
      throw new SQLException("no answer within " + LONGEST.toSeconds() + " s", e);
    }
  }

  private static void await(Future<?> future, Duration time) throws SQLException, TimeoutException {
    try {
      future.toCompletionStage().toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new SQLException(e.getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", e);
    }
  }

  /** Ends the threads. A server that hangs in the middle of a login would be waited for. */
  @Override
  public void close() throws SQLException {
    try {
      await(vertx.close(), CLOSE);
    } catch (TimeoutException e) {
      ((VertxInternal) vertx).nettyEventLoopGroup().shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
  }
}
