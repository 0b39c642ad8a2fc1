package tidemark.sql.reactive;

import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Rows that come as they are read, so many at a time. Who asks for one that has not come yet waits
 * for it, and must not do so on an event loop.
 */
final class CursorRows extends RowSetRows {
  private final Cursor cursor;
  private final int fetchSize;
  private @Nullable Throwable failure;

  /**
   * Rows.
   *
   * @param first those that the cursor has given first
   */
  CursorRows(Cursor cursor, int fetchSize, RowSet<Row> first) {
    super(first);
    this.cursor = cursor;
    this.fetchSize = fetchSize;
  }

  @Override
  public boolean next() {
    boolean there = super.next();
    while (!there && failure == null && cursor.hasMore()) {
      append(fetch());
      there = super.next();
    }
    return there;
  }

  private RowSet<Row> fetch() {
    try {
      return cursor.read(fetchSize).toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      Throwable error = e.getCause() == null ? e : e.getCause();
      failure = error;
      throw new ClientFault(error);
    }
  }

  /**
   * The handler is done. What it has not read is not wanted; nobody waits for that, since what
   * follows is sent behind it.
   *
   * @throws ClientFault if rows could not be read, though the handler may have swallowed that
   */
  void close() {
    if (failure != null) {
      throw new ClientFault(failure);
    }
    if (cursor.hasMore()) {
      cursor.close();
    }
  }
}
