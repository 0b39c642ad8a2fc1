package tidemark.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tidemark.testdb.TestDatabase;

/**
 * What each part of the engines' contract works with. Whatever it opens is closed after the test,
 * which fails if anything is left behind then.
 */
public interface EngineUnderTest {
  /** An empty database, the same for the whole test. */
  TestDatabase database();

  /** Opens an engine on it. */
  SqlEngine engine(EngineSettings settings) throws SQLException;

  /** Takes an engine that a test opened by itself. */
  SqlEngine closedAfterwards(SqlEngine engine);

  /** An engine with so many connections, and limits that the test does not meet. */
  default SqlEngine engine(int connections) throws SQLException {
    return engine(EngineSettings.of(connections));
  }

  /** A new gate. */
  Gate gate() throws SQLException;

  /** A query of one row that runs for minutes unless it is cancelled. */
  Sql longQuery();

  /** Submits a plan. */
  <S> AwaitedCall<S> submit(SqlEngine engine, Plan<Integer, S> plan, int input);

  /** Submits a plan that needs no input. */
  default <S> AwaitedCall<S> submit(SqlEngine engine, Plan<Integer, S> plan) {
    return submit(engine, plan, 0);
  }

  /** Runs a plan to its good end. */
  default <S> S run(SqlEngine engine, Plan<Integer, S> plan) {
    return submit(engine, plan).state();
  }

  /** Runs a plan to its bad end. */
  default <S> SqlFailure fail(SqlEngine engine, Plan<Integer, S> plan) {
    return submit(engine, plan).failure();
  }

  /** A plan whose state is a list of whatever the test wants to keep. */
  static Plan.Builder<Integer, List<Object>> plan(String name) {
    return Plan.of(name, input -> new ArrayList<>());
  }

  /** A plan of one change, outside a transaction. */
  static Plan<Integer, List<Object>> change(String sql) {
    return plan("change").update(sql(sql), (got, params) -> {}).build();
  }

  /** A plan of one query of a number, outside a transaction. */
  static Plan<Integer, List<Object>> number(String sql) {
    return plan("number").query(sql(sql), (got, rows) -> got.add(rows.number())).build();
  }

  static Sql sql(String text) {
    return new Sql("test", text);
  }
}
