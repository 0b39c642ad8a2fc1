package tidemark.sql.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.change;
import static tidemark.sql.EngineUnderTest.number;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;
import tidemark.sql.AwaitedCall;
import tidemark.sql.EngineUnderTest;
import tidemark.sql.Gate;
import tidemark.sql.Plan;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlEngine;
import tidemark.testdb.Await;

/** SQLite's one write lock: who waits for it, for how long, and who lets it go. */
interface SqliteLockContract extends EngineUnderTest {
  ErrorKind DATABASE_LOCKED = new ErrorKind(ErrorClass.RETRY, "database_locked");
  Duration SHORT = Duration.ofMillis(50);
  Duration SOME = Duration.ofMillis(300);
  Duration LONG = Duration.ofSeconds(20);

  private SqlEngine engine(Duration busyTimeout, Duration timeout) throws SQLException {
    database().execute("CREATE TABLE line (id INTEGER PRIMARY KEY)");
    return closedAfterwards(
        JdbcEngine.open(
            new SqliteSource("wal", "normal", busyTimeout).of(database().url()),
            SqlDialect.SQLITE,
            new JdbcSettings(1, LONG, timeout, Optional.empty())));
  }

  private static Plan<Integer, List<Object>> insert(int id) {
    return plan("insert")
        .begin()
        .update(sql("INSERT INTO line VALUES (?)"), (got, params) -> params.integer(id))
        .commit()
        .build();
  }

  /** Fails at once if somebody has the write lock. */
  private void assertNobodyHasTheLock() throws SQLException {
    try (Connection connection =
            new SqliteSource("wal", "normal", Duration.ZERO).of(database().url()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("ROLLBACK");
    }
  }

  @Test
  default void aWriteLockThatIsNotGivenInTime() throws SQLException {
    SqlEngine engine = engine(SOME, LONG);
    try (Connection other = database().source().getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("INSERT INTO line VALUES (1)");

      AwaitedCall<?> waiting = submit(engine, insert(2));
      assertThat(waiting.failure().kind()).isEqualTo(DATABASE_LOCKED);
      assertThat(Duration.ofNanos(waiting.tookNanos())).isBetween(SOME, SOME.multipliedBy(4));
      assertThat(fail(engine, change("INSERT INTO line VALUES (2)")).kind())
          .isEqualTo(DATABASE_LOCKED);
      assertThat(run(engine, number("SELECT COUNT(*) FROM line"))).containsExactly(0L);

      statement.execute("COMMIT");
      run(engine, insert(2));
      assertThat(run(engine, number("SELECT COUNT(*) FROM line"))).containsExactly(2L);
    }
  }

  @Test
  default void aWriteLockThatIsGivenInTime() throws Exception {
    SqlEngine engine = engine(LONG, LONG);
    try (Connection other = database().source().getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      AwaitedCall<?> waiting = submit(engine, insert(1));
      Await.until("it waits", () -> engine.lockWaits().retries() > 1);
      assertThat(waiting.hasEnded()).isFalse();
      assertThat(engine.lockWaits().waits()).isEqualTo(1);
      assertThat(engine.lockWaits().nanos()).isPositive();

      statement.execute("COMMIT");

      waiting.state();
    }
  }

  /** Neither SQLite's interrupt nor a query timeout ends a wait for a lock. */
  @Test
  default void aWaitForTheLockIsCancelled() throws SQLException {
    SqlEngine engine = engine(LONG, SOME);
    try (Connection other = database().source().getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");

      AwaitedCall<?> waiting = submit(engine, insert(1));

      assertThat(waiting.failure().kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(Duration.ofNanos(waiting.tookNanos())).isBetween(SOME, SOME.multipliedBy(4));
    }
  }

  @Test
  default void whatIsCancelledGivesTheLockBack() throws SQLException {
    SqlEngine engine = engine(SHORT, SOME);
    Plan<Integer, List<Object>> plan =
        plan("long")
            .begin()
            .update(sql("INSERT INTO line VALUES (1)"), (got, params) -> {})
            .query(longQuery(), (got, rows) -> rows.any())
            .commit()
            .build();

    assertThat(fail(engine, plan).kind()).isEqualTo(ErrorKind.TIMEOUT);

    assertNobodyHasTheLock();
  }

  /** A handler cannot be interrupted; when it comes back its engine is closed long since. */
  @Test
  default void whatOutlivesItsEngineGivesTheLockBack() throws Exception {
    SqlEngine engine = engine(SHORT, LONG);
    Gate gate = gate();
    AwaitedCall<?> held =
        submit(
            engine,
            gate.hold(
                    plan("held")
                        .begin()
                        .update(sql("INSERT INTO line VALUES (1)"), (got, params) -> {}))
                .commit()
                .build());
    gate.awaitHeld(1);
    engine.close();

    gate.open();
    held.failure();

    assertNobodyHasTheLock();
    assertThat(database().number("SELECT COUNT(*) FROM line")).isZero();
  }

  /** It read before somebody else wrote: no waiting helps, it must start again. */
  @Test
  default void aReaderThatComesTooLateToWrite() throws SQLException {
    SqlEngine engine = engine(LONG, LONG);
    Plan<Integer, List<Object>> plan =
        plan("read, then write")
            .beginReading()
            .query(sql("SELECT COUNT(*) FROM line"), (got, rows) -> somebodyWrites(rows.number()))
            .update(sql("INSERT INTO line VALUES (99)"), (got, params) -> {})
            .commit()
            .build();

    AwaitedCall<?> call = submit(engine, plan);

    assertThat(call.failure().kind()).isEqualTo(DATABASE_LOCKED);
    assertThat(Duration.ofNanos(call.tookNanos())).isLessThan(LONG.dividedBy(2));
    assertThat(run(engine, number("SELECT COUNT(*) FROM line"))).containsExactly(1L);
  }

  private void somebodyWrites(long id) {
    try {
      database().execute("INSERT INTO line VALUES (" + id + ")");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
