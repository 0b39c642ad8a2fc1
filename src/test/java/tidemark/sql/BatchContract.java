package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One statement for many sets of parameters. */
interface BatchContract extends EngineUnderTest {
  Sql INSERT = sql("INSERT INTO line (id) VALUES (?)");

  private SqlEngine engineWithLines() throws SQLException {
    database().execute("CREATE TABLE line (id BIGINT PRIMARY KEY)");
    return engine(1);
  }

  /** Inserts lines 1, 2, 3, ... as many as the input says. */
  private static Plan<Integer, Integer> lines(Step.BindItem<Integer> bind) {
    return Plan.<Integer, Integer>of("lines", size -> size)
        .begin()
        .batch(INSERT, size -> size, bind)
        .commit()
        .build();
  }

  private long count() throws SQLException {
    return database().number("SELECT COUNT(*) FROM line");
  }

  @Test
  default void everyItemIsExecuted() throws SQLException {
    SqlEngine engine = engineWithLines();

    submit(engine, lines((size, item, params) -> params.integer(item)), 20).state();

    assertThat(count()).isEqualTo(20);
    assertThat(database().number("SELECT SUM(id) FROM line")).isEqualTo(190);
  }

  @Test
  default void anEmptyBatchExecutesNothing() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, Integer> plan =
        lines(
            (size, item, params) -> {
              throw new IllegalStateException("nothing to bind");
            });

    submit(engine, plan, 0).state();

    assertThat(count()).isZero();
  }

  @Test
  default void aBatchOutsideATransactionIsExecuted() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, List<Object>> plan =
        plan("alone").batch(INSERT, got -> 3, (got, item, params) -> params.integer(item)).build();

    run(engine, plan);

    assertThat(count()).isEqualTo(3);
  }

  @Test
  default void oneBadItemUndoesAllAndLeavesNothingForTheNext() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, Integer> plan = lines((size, item, params) -> params.integer(item % 4));

    assertThat(submit(engine, plan, 6).failure().kind().category()).isEqualTo("unique_violation");
    assertThat(count()).isZero();

    submit(engine, plan, 2).state();
    assertThat(count()).isEqualTo(2);
  }

  @Test
  default void aHandlerThatThrowsLeavesNothingForTheNext() throws SQLException {
    SqlEngine engine = engineWithLines();
    Plan<Integer, Integer> plan =
        lines(
            (size, item, params) -> {
              if (item == 2) {
                throw TransactionContract.refusal();
              }
              params.integer(item);
            });

    assertThat(submit(engine, plan, 3).failure().kind()).isEqualTo(TransactionContract.REFUSED);
    assertThat(count()).isZero();

    submit(engine, plan, 1).state();
    assertThat(count()).isEqualTo(1);
  }
}
