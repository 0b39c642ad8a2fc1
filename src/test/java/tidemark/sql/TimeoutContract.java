package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.change;
import static tidemark.sql.EngineUnderTest.number;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;

/** An attempt that takes too long is cancelled, and its connection is not used again. */
interface TimeoutContract extends EngineUnderTest {
  EngineSettings SHORT = EngineSettings.of(1).withTimeout(Duration.ofMillis(300));
  Duration AT_MOST = Duration.ofSeconds(5);

  @Test
  default void aLongQueryIsCancelled() throws SQLException {
    SqlEngine engine = engine(SHORT);
    run(engine, change("CREATE TEMPORARY TABLE mark (id BIGINT)"));
    AwaitedCall<?> call =
        submit(engine, plan("long").query(longQuery(), (got, rows) -> rows.any()).build());

    assertThat(call.failure().kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(Duration.ofNanos(call.tookNanos())).isBetween(SHORT.timeout(), AT_MOST);
    // a temporary table lives as long as its connection
    assertThat(fail(engine, number("SELECT COUNT(*) FROM mark")).kind().errorClass())
        .isEqualTo(ErrorClass.BUG);
  }

  @Test
  default void aLongTransactionIsCancelledAndRolledBack() throws SQLException {
    database().execute("CREATE TABLE line (id BIGINT PRIMARY KEY)");
    SqlEngine engine = engine(SHORT);
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    Plan<Integer, List<Object>> plan =
        plan("long")
            .begin()
            .update(sql("INSERT INTO line VALUES (1)"), (got, params) -> {})
            .query(longQuery(), (got, rows) -> rows.any())
            .commit()
            .onAcknowledged(got -> told.add("acknowledged"))
            .onUncertain(got -> told.add("uncertain"))
            .build();

    assertThat(fail(engine, plan).kind()).isEqualTo(ErrorKind.TIMEOUT);

    assertThat(told).isEmpty();
    assertThat(run(engine, number("SELECT COUNT(*) FROM line"))).containsExactly(0L);
  }
}
