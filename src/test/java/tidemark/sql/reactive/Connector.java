package tidemark.sql.reactive;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Connects, and remembers why that failed. Thread-safe. */
final class Connector {
  private static final long LONGEST_SECONDS = 10;
  private static final Duration AGAIN = Duration.ofMillis(100);

  private final Vertx vertx;
  private final PgConnectOptions options;
  private volatile @Nullable Throwable refusal;

  Connector(Vertx vertx, PgConnectOptions options) {
    this.vertx = vertx;
    this.options = options;
  }

  /** Why the last try to connect failed; null if it did not. */
  @Nullable Throwable refusal() {
    return refusal;
  }

  /**
   * Connects on this loop.
   *
   * @param opened takes the connection, on the loop, before the future knows of it
   */
  Future<?> connect(Context loop, BiConsumer<PgConnection, Context> opened) {
    return Future.future(
        promise -> loop.runOnContext(none -> connectHere(loop, opened).onComplete(promise)));
  }

  /** A connection that comes when it is not waited for any more is not wanted. */
  private Future<PgConnection> connectHere(Context loop, BiConsumer<PgConnection, Context> opened) {
    Future<PgConnection> client = PgConnection.connect(vertx, options);
    Future<PgConnection> inTime = client.timeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    inTime.onComplete(
        connection -> {
          refusal = null;
          opened.accept(connection, loop);
        },
        why -> refusal = why);
    client.onSuccess(
        connection -> {
          if (inTime.failed()) {
            connection.close();
          }
        });
    return inTime;
  }

  /** The same again and again until it is done, as long as it is wanted. */
  void insist(Context loop, BiConsumer<PgConnection, Context> opened, BooleanSupplier wanted) {
    if (wanted.getAsBoolean()) {
      connect(loop, opened)
          .onFailure(
              why -> vertx.setTimer(AGAIN.toMillis(), timer -> insist(loop, opened, wanted)));
    }
  }
}
