package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;

/** What is committed, what is not, and who is told; always on one connection. */
interface TransactionContract extends EngineUnderTest {
  ErrorKind REFUSED = new ErrorKind(ErrorClass.BUSINESS, "refused");
  Sql INSERT = sql("INSERT INTO line (id) VALUES (?)");
  Sql COUNT = sql("SELECT COUNT(*) FROM line");

  static Refusal refusal() {
    return new Refusal(REFUSED, "no");
  }

  private SqlEngine engineWithLines() throws SQLException {
    database().execute("CREATE TABLE line (id BIGINT PRIMARY KEY)");
    return engine(1);
  }

  private long count() throws SQLException {
    return database().number("SELECT COUNT(*) FROM line");
  }

  /** Inserts lines 1 and 2 in a transaction and hands over to the handler before its end. */
  private static Plan.Builder<Integer, List<Object>> twoLines(
      BiConsumer<List<Object>, Rows> handler) {
    return plan("two lines")
        .begin()
        .update(INSERT, (got, params) -> params.integer(1))
        .update(INSERT, (got, params) -> params.integer(2))
        .query(COUNT, handler);
  }

  @Test
  default void aTransactionCommits() throws SQLException {
    SqlEngine engine = engineWithLines();

    List<Object> got =
        run(engine, twoLines((state, rows) -> state.add(rows.number())).commit().build());

    assertThat(got).containsExactly(2L);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  default void aRefusalRollsBack() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, List<Object>> plan =
        twoLines(
                (got, rows) -> {
                  throw refusal();
                })
            .commit()
            .build();

    SqlFailure failure = fail(engine, plan);

    assertThat(failure).isEqualTo(new SqlFailure(REFUSED, SqlPhase.STATEMENT, "no"));
    assertThat(count()).isZero();
    assertServesOn(engine);
  }

  @Test
  default void aHandlerThatCrashesRollsBack() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, List<Object>> plan =
        twoLines(
                (got, rows) -> {
                  throw new IllegalStateException("crash");
                })
            .commit()
            .build();

    assertHandlerError(fail(engine, plan));
    assertThat(count()).isZero();
    assertServesOn(engine);
  }

  /** A user that is told nothing would stand still for the rest of the run. */
  @Test
  default void anErrorInAHandlerIsReportedToo() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, List<Object>> plan =
        twoLines(
                (got, rows) -> {
                  throw new StackOverflowError("crash");
                })
            .commit()
            .build();

    assertHandlerError(fail(engine, plan));
    assertThat(count()).isZero();
    assertServesOn(engine);
  }

  @Test
  default void aStateThatCannotBeMadeIsReported() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, List<Object>> plan =
        Plan.<Integer, List<Object>>of(
                "no state",
                input -> {
                  throw new IllegalStateException("crash");
                })
            .query(COUNT, (got, rows) -> {})
            .build();

    assertHandlerError(fail(engine, plan));
    assertServesOn(engine);
  }

  @Test
  default void aBinderThatCrashesIsReported() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, List<Object>> plan =
        plan("no parameters")
            .begin()
            .update(
                INSERT,
                (got, params) -> {
                  throw new IllegalStateException("crash");
                })
            .commit()
            .build();

    assertHandlerError(fail(engine, plan));
    assertServesOn(engine);
  }

  private static void assertHandlerError(SqlFailure failure) {
    assertThat(failure.kind()).isEqualTo(new ErrorKind(ErrorClass.BUG, "handler_error"));
    assertThat(failure.message()).contains("crash");
  }

  /** The connection is in no transaction that an earlier attempt left open. */
  private void assertServesOn(SqlEngine engine) throws SQLException {
    run(engine, EngineUnderTest.change("INSERT INTO line (id) VALUES (99)"));
    assertThat(database().number("SELECT COUNT(*) FROM line WHERE id = 99")).isEqualTo(1);
  }

  @Test
  default void everyAttemptHasAFreshStateMadeFromItsInput() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, List<Object>> plan =
        Plan.<Integer, List<Object>>of("state", input -> new ArrayList<>(List.of(input)))
            .query(COUNT, (got, rows) -> got.add(rows.number()))
            .build();

    List<Object> first = submit(engine, plan, 1).state();
    List<Object> second = submit(engine, plan, 2).state();

    assertThat(first).containsExactly(1, 0L);
    assertThat(second).containsExactly(2, 0L);
  }

  @Test
  default void acknowledgedIsToldAfterTheCommit() throws SQLException {
    SqlEngine engine = engineWithLines();
    List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    Plan<Integer, List<Object>> plan =
        twoLines((got, rows) -> {})
            .commit()
            .onAcknowledged(got -> seen.add(countUnchecked()))
            .onUncertain(got -> seen.add("uncertain"))
            .build();

    run(engine, plan);

    assertThat(seen).containsExactly(2L);
  }

  private long countUnchecked() {
    try {
      return count();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  default void nobodyIsToldOfARefusedTransaction() throws SQLException {
    SqlEngine engine = engineWithLines();
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    Plan<Integer, List<Object>> plan =
        twoLines(
                (got, rows) -> {
                  throw refusal();
                })
            .commit()
            .onAcknowledged(got -> told.add("acknowledged"))
            .onUncertain(got -> told.add("uncertain"))
            .build();

    fail(engine, plan);

    assertThat(told).isEmpty();
  }

  /** The foreign key is looked at by COMMIT, which fails and leaves the rest to the engine. */
  @Test
  default void aCommitThatFailsIsNotAcknowledged() throws SQLException {
    SqlEngine engine = engineWithLines();
    database()
        .execute(
            "CREATE TABLE part (line BIGINT REFERENCES line (id) DEFERRABLE INITIALLY DEFERRED)");
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    Plan<Integer, List<Object>> plan =
        plan("commit fails")
            .begin()
            .update(sql("INSERT INTO part (line) VALUES (7)"), (got, params) -> {})
            .commit()
            .onAcknowledged(got -> told.add("acknowledged"))
            .onUncertain(got -> told.add("uncertain"))
            .build();

    SqlFailure failure = fail(engine, plan);

    assertThat(failure.kind()).isEqualTo(ErrorKind.MISSING_ACCOUNT);
    assertThat(failure.phase()).isEqualTo(SqlPhase.COMMIT);
    assertThat(told).isEmpty();
    assertThat(database().number("SELECT COUNT(*) FROM part")).isZero();
    assertServesOn(engine);
  }

  /** The commit took place, and the user must go on. */
  @Test
  default void aListenerThatCrashesIsReported() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, List<Object>> plan =
        twoLines((got, rows) -> {})
            .commit()
            .onAcknowledged(
                got -> {
                  throw new IllegalStateException("crash");
                })
            .build();

    assertHandlerError(fail(engine, plan));
    assertThat(count()).isEqualTo(2);
    assertServesOn(engine);
  }
}
