package tidemark.sql.reactive;

import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tidemark.error.SqlPhase;
import tidemark.sql.Plan;
import tidemark.sql.Refusal;
import tidemark.sql.Sql;
import tidemark.sql.SqlFailure;
import tidemark.sql.Step;

/**
 * Runs a plan's steps on one connection: each begins when the one before is answered. All of it is
 * done on the connection's event loop, but for handlers of long streams, which wait for rows.
 */
final class PlanFlow<I, S> {
  private final Plan<I, S> plan;
  private final ReactiveConnection connection;
  private final Runnable over;
  private int next;
  private @Nullable S state;
  private @Nullable Future<?> begun;
  private @Nullable SqlFailure failure;
  private SqlPhase phase = SqlPhase.STATEMENT;
  private boolean inTransaction;
  private boolean writes;
  private boolean spoilt;

  /**
   * A run of a plan.
   *
   * @param over called when all is done, or a step has failed and all is rolled back
   */
  PlanFlow(Plan<I, S> plan, ReactiveConnection connection, Runnable over) {
    this.plan = plan;
    this.connection = connection;
    this.over = over;
  }

  void start(I input) {
    proceed(() -> state = plan.newState(input));
  }

  /** How it failed; null when all went well. */
  @Nullable SqlFailure failure() {
    return failure;
  }

  /** What it has reached; null if no state could be made. */
  @Nullable S state() {
    return state;
  }

  SqlPhase phase() {
    return phase;
  }

  /** True if the connection must not be used again. */
  boolean spoilt() {
    return spoilt;
  }

  /**
   * Does what an answer asks for, and goes on. Whatever a handler throws ends the run: a user that
   * is told nothing would wait for ever.
   */
  private void proceed(Runnable piece) {
    boolean done;
    try {
      piece.run();
      done = steps();
    } catch (Refusal e) {
      fail(new SqlFailure(e.kind(), phase, String.valueOf(e.getMessage())));
      return;
    } catch (ClientFault e) {
      failed(e.error());
      return;
    } catch (RuntimeException | Error e) {
      fail(SqlFailure.ofHandler(e, phase));
      return;
    }
    if (done) {
      over.run();
    }
  }

  /** Goes on: the answer itself asks for nothing. */
  private void proceed() {
    proceed(() -> {});
  }

  /** Begins steps up to one that has to be answered; true if there is none. */
  private boolean steps() {
    S current = Objects.requireNonNull(state);
    List<Step<S>> steps = plan.steps();
    while (next < steps.size()) {
      Step<S> step = steps.get(next);
      Sql sql = sql(step);
      PreparedStatement statement = sql == null ? null : connection.statement(sql);
      if (sql != null && statement == null) {
        connection.prepare(sql).onComplete(made -> proceed(), this::failed);
        return false;
      }
      next++;
      if (!begin(step, current, statement)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Sql sql(Step<?> step) {
    if (step instanceof Step.Query<?> query) {
      return query.sql();
    }
    if (step instanceof Step.Update<?> update) {
      return update.sql();
    }
    return step instanceof Step.Batch<?> batch ? batch.sql() : null;
  }

  /** True if it need not be answered before the next. */
  private boolean begin(Step<S> step, S current, @Nullable PreparedStatement statement) {
    if (statement == null) {
      return step instanceof Step.Begin<S> begin ? beginTransaction(begin) : commit();
    }
    if (step instanceof Step.Query<S> query) {
      return query(query, current, statement);
    }
    return step instanceof Step.Update<S> update
        ? update(update, current, statement)
        : batch((Step.Batch<S>) step, current, statement);
  }

  /**
   * A query is sent along with it, which saves a round trip. A change waits for its answer: if
   * BEGIN were refused, it would commit by itself.
   */
  private boolean beginTransaction(Step.Begin<S> step) {
    inTransaction = true;
    writes = step.writes();
    Future<?> sent = connection.command("BEGIN");
    if (plan.steps().get(next) instanceof Step.Query<S>) {
      begun = sent;
      return true;
    }
    sent.onComplete(answer -> proceed(), this::failed);
    return false;
  }

  private boolean commit() {
    // What only reads has nothing that could be lost.
    phase = writes ? SqlPhase.COMMIT : SqlPhase.STATEMENT;
    connection
        .command("COMMIT")
        .onComplete(answer -> proceed(() -> inTransaction = false), this::failed);
    return false;
  }

  private boolean query(Step.Query<S> step, S current, PreparedStatement statement) {
    TupleParams params = new TupleParams();
    step.bind().accept(current, params);
    if (step.fetchSize() > 0) {
      Cursor cursor = statement.cursor(params.tuple());
      cursor
          .read(step.fetchSize())
          .onComplete(first -> stream(step, current, cursor, first), this::failed);
    } else {
      statement
          .query()
          .execute(params.tuple())
          .onComplete(
              rows -> proceed(() -> step.read().accept(current, rowsInTransaction(rows))),
              this::failed);
    }
    return false;
  }

  private RowSetRows rowsInTransaction(RowSet<Row> rows) {
    checkBegun();
    return new RowSetRows(rows);
  }

  private void checkBegun() {
    if (begun != null && begun.failed()) {
      throw new ClientFault(begun.cause());
    }
  }

  /** A handler that may have to wait for rows does so where that holds up nobody else. */
  private void stream(Step.Query<S> step, S current, Cursor cursor, RowSet<Row> first) {
    CursorRows rows = new CursorRows(cursor, step.fetchSize(), first);
    if (!cursor.hasMore()) {
      proceed(() -> readTo(step, current, rows));
    } else {
      connection
          .context()
          .executeBlocking(
              () -> {
                readTo(step, current, rows);
                return true;
              },
              false)
          .onComplete(read -> proceed(), error -> proceed(() -> rethrow(error)));
    }
  }

  private void readTo(Step.Query<S> step, S current, CursorRows rows) {
    checkBegun();
    step.read().accept(current, rows);
    rows.close();
  }

  private static void rethrow(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(thrown);
  }

  /** A change outside a transaction commits by itself; one in a transaction must be committed. */
  private void changes() {
    writes = true;
    if (!inTransaction) {
      phase = SqlPhase.COMMIT;
    }
  }

  private boolean update(Step.Update<S> step, S current, PreparedStatement statement) {
    TupleParams params = new TupleParams();
    step.bind().accept(current, params);
    changes();
    statement
        .query()
        .execute(params.tuple())
        .onComplete(
            rows -> proceed(() -> step.changed().accept(current, rows.rowCount())), this::failed);
    return false;
  }

  private boolean batch(Step.Batch<S> step, S current, PreparedStatement statement) {
    int size = step.size().applyAsInt(current);
    if (size == 0) {
      return true;
    }
    List<Tuple> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      TupleParams params = new TupleParams();
      step.bind().bind(current, i, params);
      items.add(params.tuple());
    }
    changes();
    statement.query().executeBatch(items).onComplete(done -> proceed(), this::failed);
    return false;
  }

  private void failed(Throwable error) {
    SqlFailure how = ClientErrors.failure(error, connection.isLost(), phase);
    spoilt = how.spoilsConnection();
    fail(how);
  }

  /** A transaction that cannot be rolled back is over with its connection. */
  private void fail(SqlFailure how) {
    failure = how;
    if (!inTransaction) {
      over.run();
      return;
    }
    connection
        .command("ROLLBACK")
        .onComplete(
            answer -> over.run(),
            error -> {
              spoilt = true;
              over.run();
            });
  }
}
