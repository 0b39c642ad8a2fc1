package tidemark.sql.reactive;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.sql.Interrupt;
import tidemark.sql.Sql;

/**
 * A connection and its prepared statements, which live as long as it does. All that concerns it is
 * done on its event loop; only an interrupt, and a look at who has it, may come from elsewhere.
 */
final class ReactiveConnection implements Interrupt {
  private static final Logger LOG = LoggerFactory.getLogger(ReactiveConnection.class);

  private static final Duration GOODBYE = Duration.ofMillis(500);

  private final PgConnection client;
  private final Context context;
  private final Map<Sql, PreparedStatement> statements = new HashMap<>();
  private volatile @Nullable ReactiveAttempt<?, ?> current;
  private boolean lost;

  /**
   * Of the event loop on which this is called.
   *
   * @param whenLost told once, on that loop, when it is gone, whoever ended it
   */
  ReactiveConnection(PgConnection client, Context context, Consumer<ReactiveConnection> whenLost) {
    this.client = client;
    this.context = context;
    client.exceptionHandler(error -> LOG.debug("a connection's error", error));
    client.noticeHandler(notice -> {});
    client.closeHandler(
        none -> {
          lost = true;
          client.close(); // lets go of what the client keeps for it
          whenLost.accept(this);
        });
  }

  Context context() {
    return context;
  }

  boolean isLost() {
    return lost;
  }

  /** Has an attempt run here; from any thread. */
  void give(ReactiveAttempt<?, ?> attempt) {
    current = attempt;
    attempt.run(this);
  }

  /** The attempt that has it; null when it is idle. From any thread. */
  @Nullable ReactiveAttempt<?, ?> current() {
    return current;
  }

  void taken() {
    current = null;
  }

  /** Runs BEGIN, COMMIT or ROLLBACK. */
  Future<?> command(String sql) {
    return client.query(sql).execute();
  }

  /** The prepared statement; null until {@link #prepare} has made it. */
  @Nullable PreparedStatement statement(Sql sql) {
    return statements.get(sql);
  }

  Future<PreparedStatement> prepare(Sql sql) {
    return client
        .prepare(NumberedSql.of(sql.text()))
        .onSuccess(statement -> statements.put(sql, statement));
  }

  /** Goes by a connection of its own, which ends with it. */
  @Override
  public void cancel() {
    context.runOnContext(
        none ->
            client
                .cancelRequest()
                .onFailure(error -> LOG.debug("a cancel could not be sent", error)));
  }

  /**
   * Closes the socket, below the client's codec, which would say goodbye and wait for the server to
   * close it: one that hangs never does.
   */
  @Override
  public void abandon() {
    context.runOnContext(none -> close());
  }

  private void close() {
    if (!lost) {
      ((SocketConnectionBase) ((SqlConnectionInternal) client).unwrap())
          .socket()
          .channelHandlerContext()
          .pipeline()
          .firstContext()
          .close();
    }
  }

  /** Says goodbye; a server that does not heed that is not waited for. */
  void discard() {
    client.close();
    context.owner().setTimer(GOODBYE.toMillis(), timer -> close());
  }
}
