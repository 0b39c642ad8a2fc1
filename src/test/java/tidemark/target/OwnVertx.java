package tidemark.target;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Vert.x for servers of our own: without files, and with as few threads as can be. */
public final class OwnVertx {
  private static final long CLOSE_SECONDS = 10;

  private OwnVertx() {}

  /** Starts one with so many event loops; its threads do not keep the JVM. */
  public static Vertx start(int eventLoops) {
    return Vertx.vertx(
        new VertxOptions()
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
                    .setClassPathResolvingEnabled(false)));
  }

  /**
   * Waits for something; not to be called on an event loop.
   *
   * @throws IOException if it fails, or is not done in time
   */
  public static void await(Future<?> future, long seconds) throws IOException {
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

  /**
   * Closes every connection and ends its threads, within 10 s. May be called again.
   *
   * @throws IOException if they do not end in that time
   */
  public static void close(Vertx vertx) throws IOException {
    await(vertx.close(), CLOSE_SECONDS);
  }
}
