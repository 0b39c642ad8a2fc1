package tidemark.sql.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tidemark.error.SqlPhase;
import tidemark.sql.Plan;
import tidemark.sql.Refusal;
import tidemark.sql.SqlCall;
import tidemark.sql.SqlFailure;
import tidemark.sql.Step;

/** Runs a plan's steps, one after the other, on one connection. Used by one thread. */
final class PlanRun<I, S> {
  private final SqlCall<I, S> call;
  private final Plan<I, S> plan;
  private final JdbcDatabase database;
  private final PooledConnection connection;
  private @Nullable S state;
  private SqlPhase phase = SqlPhase.STATEMENT;
  private boolean inTransaction;
  private boolean writes;
  private boolean spoilt;

  PlanRun(SqlCall<I, S> call, JdbcDatabase database, PooledConnection connection) {
    this.call = call;
    this.plan = call.plan();
    this.database = database;
    this.connection = connection;
  }

  /** True if the connection must not be used again. */
  boolean spoilt() {
    return spoilt;
  }

  /** Runs all steps; null when all went well. */
  @Nullable SqlFailure execute() {
    SqlFailure failure;
    try {
      S fresh = plan.newState(call.input());
      state = fresh;
      for (Step<S> step : plan.steps()) {
        run(step, fresh);
      }
      return null;
    } catch (Refusal e) {
      failure = new SqlFailure(e.kind(), phase, String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      failure = failure(e);
    } catch (JdbcFault e) {
      failure = failure(e.error());
    } catch (RuntimeException | Error e) { // a user that is told nothing would wait for ever
      failure = SqlFailure.ofHandler(e, phase);
    }
    undo();
    return failure;
  }

  /** Tells how it ended; the connection is given back before. */
  void report(@Nullable SqlFailure failure) {
    call.ended(state, failure, phase);
  }

  private void run(Step<S> step, S current) throws SQLException {
    if (step instanceof Step.Query<S> query) {
      query(query, current);
    } else if (step instanceof Step.Update<S> update) {
      update(update, current);
    } else if (step instanceof Step.Batch<S> batch) {
      batch(batch, current);
    } else if (step instanceof Step.Begin<S> begin) {
      database.begin(connection, begin.writes());
      inTransaction = true;
      writes = begin.writes();
    } else {
      // What only reads has nothing that could be lost.
      phase = writes ? SqlPhase.COMMIT : SqlPhase.STATEMENT;
      database.commit(connection);
      inTransaction = false;
    }
  }

  private void query(Step.Query<S> step, S current) throws SQLException {
    PreparedSql prepared = connection.prepared(step.sql());
    PreparedStatement statement = prepared.statement();
    if (step.fetchSize() > 0) {
      statement.setFetchSize(step.fetchSize());
    }
    step.bind().accept(current, prepared.params().first());
    try (ResultSet rows = statement.executeQuery()) {
      step.read().accept(current, database.rows(rows));
    }
  }

  /** A change outside a transaction commits by itself; one in a transaction must be committed. */
  private void changes() {
    writes = true;
    if (!inTransaction) {
      phase = SqlPhase.COMMIT;
    }
  }

  private void update(Step.Update<S> step, S current) throws SQLException {
    PreparedSql prepared = connection.prepared(step.sql());
    step.bind().accept(current, prepared.params().first());
    changes();
    step.changed().accept(current, prepared.statement().executeUpdate());
  }

  private void batch(Step.Batch<S> step, S current) throws SQLException {
    int size = step.size().applyAsInt(current);
    if (size == 0) {
      return;
    }
    PreparedSql prepared = connection.prepared(step.sql());
    try {
      for (int i = 0; i < size; i++) {
        step.bind().bind(current, i, prepared.params().first());
        prepared.statement().addBatch();
      }
      changes();
      prepared.statement().executeBatch();
    } finally {
      prepared.statement().clearBatch();
    }
  }

  private SqlFailure failure(SQLException error) {
    SqlFailure failure =
        new SqlFailure(
            database.classify(rootOf(error), phase),
            phase,
            String.valueOf(error.getMessage()),
            error);
    spoilt = failure.spoilsConnection();
    return failure;
  }

  /** A batch's error wraps the one that has the code. */
  private static SQLException rootOf(SQLException error) {
    SQLException next =
        error instanceof java.sql.BatchUpdateException ? error.getNextException() : null;
    return next != null ? next : error;
  }

  /** A transaction that cannot be rolled back may be rolled back already: its connection goes. */
  private void undo() {
    if (!inTransaction) {
      return;
    }
    try {
      database.rollback(connection);
    } catch (SQLException e) {
      spoilt = true;
    }
  }
}
