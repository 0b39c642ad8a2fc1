package tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static tidemark.sql.EngineUnderTest.change;
import static tidemark.sql.EngineUnderTest.number;
import static tidemark.sql.EngineUnderTest.plan;
import static tidemark.sql.EngineUnderTest.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tidemark.error.ErrorClass;
import tidemark.error.ErrorKind;

/** PostgreSQL's own errors and types. */
interface PostgresqlErrorsContract extends ValueTypesContract {
  ErrorKind DEADLOCK = new ErrorKind(ErrorClass.RETRY, "deadlock");
  ErrorKind SERIALIZATION_FAILURE = new ErrorKind(ErrorClass.RETRY, "serialization_failure");
  ErrorKind LOCK_TIMEOUT = new ErrorKind(ErrorClass.RETRY, "lock_timeout");

  private void twoAccounts() throws SQLException {
    database()
        .execute(
            "CREATE TABLE account (id BIGINT PRIMARY KEY, balance INTEGER NOT NULL)",
            "INSERT INTO account VALUES (1, 0), (2, 0)");
  }

  /** Both hold one row before either asks for the other: one must give way. */
  @Test
  default void aDeadlock() throws Exception {
    twoAccounts();
    database().execute("ALTER DATABASE %s SET deadlock_timeout = '100ms'".formatted(name()));
    SqlEngine engine = engine(2);
    Gate gate = gate();
    Sql raise = sql("UPDATE account SET balance = balance + 1 WHERE id = ?");
    Plan<Integer, Integer> plan =
        gate.hold(
                Plan.<Integer, Integer>of("deadlock", first -> first)
                    .begin()
                    .update(raise, (first, params) -> params.integer(first)))
            .update(raise, (first, params) -> params.integer(3 - first))
            .commit()
            .build();

    assertOneGivesWay(List.of(submit(engine, plan, 1), submit(engine, plan, 2)), gate, DEADLOCK);

    assertThat(database().number("SELECT SUM(balance) FROM account")).isEqualTo(2);
  }

  private String name() {
    return database().url().replaceAll(".*/", "");
  }

  /** Both see no reading of the other's write: no order of the two explains that. */
  @Test
  default void aSerializationFailure() throws Exception {
    twoAccounts();
    SqlEngine engine =
        engine(EngineSettings.of(2).withIsolation(Connection.TRANSACTION_SERIALIZABLE));
    Gate gate = gate();
    Plan<Integer, Integer> plan =
        gate.hold(
                Plan.<Integer, Integer>of("write skew", first -> first)
                    .begin()
                    .query(sql("SELECT SUM(balance) FROM account"), (first, rows) -> rows.any()))
            .update(
                sql("UPDATE account SET balance = 5 WHERE id = ?"),
                (first, params) -> params.integer(first))
            .commit()
            .build();

    assertOneGivesWay(
        List.of(submit(engine, plan, 1), submit(engine, plan, 2)), gate, SERIALIZATION_FAILURE);

    assertThat(database().number("SELECT SUM(balance) FROM account")).isEqualTo(5);
  }

  private static void assertOneGivesWay(List<AwaitedCall<Integer>> calls, Gate gate, ErrorKind kind)
      throws Exception {
    gate.awaitHeld(2);
    gate.open();
    List<Object> endings = new ArrayList<>();
    for (AwaitedCall<Integer> call : calls) {
      endings.add(call.endedWell() ? "ok" : call.failure().kind());
    }
    assertThat(endings).containsExactlyInAnyOrder("ok", kind);
  }

  @Test
  default void aRowLockThatIsNotGivenInTime() throws Exception {
    twoAccounts();
    SqlEngine engine = engine(1);
    try (Connection other = database().source().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("UPDATE account SET balance = 1 WHERE id = 1");
      Plan<Integer, List<Object>> plan =
          plan("lock")
              .begin()
              .query(sql("SELECT set_config('lock_timeout', '50ms', true)"), (got, rows) -> {})
              .query(sql("SELECT id FROM account WHERE id = 1 FOR UPDATE"), (got, rows) -> {})
              .commit()
              .build();

      assertThat(fail(engine, plan).kind()).isEqualTo(LOCK_TIMEOUT);

      other.rollback();
      run(engine, plan);
    }
  }

  /** Somebody else's cancel is no time limit of ours. */
  @Test
  default void aStatementThatSomebodyCancels() throws Exception {
    SqlEngine engine = engine(1);
    Gate gate = gate();
    AwaitedCall<?> call = submit(engine, gate.hold(plan("cancelled")).build());
    gate.awaitHeld(1);

    database()
        .execute(
            "SELECT pg_cancel_backend(pid) FROM pg_locks"
                + " WHERE locktype = 'advisory' AND NOT granted");

    assertThat(call.failure().kind()).isEqualTo(new ErrorKind(ErrorClass.CANCELLED, "cancelled"));
  }

  /** The driver may say that such a commit went well, though the server rolled back. */
  @Test
  default void aCommitAfterAnErrorThatAHandlerSwallowed() throws SQLException {
    twoAccounts();
    SqlEngine engine = engine(1);
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    Plan<Integer, List<Object>> plan =
        plan("swallow")
            .begin()
            .update(sql("UPDATE account SET balance = 1"), (got, params) -> {})
            .stream(
                sql("SELECT 1 / (5 - i) FROM generate_series(1, 10) AS i"),
                2,
                (got, params) -> {},
                (got, rows) -> {
                  try {
                    rows.list(row -> row.integer(1));
                  } catch (RuntimeException e) {
                    got.add("swallowed");
                  }
                })
            .commit()
            .onAcknowledged(got -> told.add("acknowledged"))
            .onUncertain(got -> told.add("uncertain"))
            .build();

    SqlFailure failure = fail(engine, plan);

    assertThat(failure.kind().errorClass()).isEqualTo(ErrorClass.BUG);
    assertThat(told).isEmpty();
    assertThat(database().number("SELECT SUM(balance) FROM account")).isZero();
    run(engine, change("UPDATE account SET balance = 2"));
  }

  @Test
  default void numbersTooLargeAndTextWithNul() throws SQLException {
    twoAccounts();
    SqlEngine engine = engine(1);
    Plan<Integer, List<Object>> nul =
        plan("nul")
            .query(
                sql("SELECT CAST(? AS TEXT)"),
                (got, params) -> params.text("a\0b"),
                (got, rows) -> rows.any())
            .build();

    assertThat(fail(engine, change("UPDATE account SET balance = 3000000000")).kind())
        .isEqualTo(new ErrorKind(ErrorClass.BUG, "sqlstate_22003"));
    assertThat(fail(engine, nul).kind()).isEqualTo(new ErrorKind(ErrorClass.BUG, "sqlstate_22021"));
  }

  /** Drivers that know a column to be narrower may cut what is given to them. */
  @Test
  default void aNumberThatItsColumnDoesNotHoldIsNotCut() throws SQLException {
    database().execute("CREATE TABLE narrow (s SMALLINT, i INTEGER, n NUMERIC)");
    SqlEngine engine = engine(1);
    for (String column : List.of("s", "i")) {
      Sql insert = sql("INSERT INTO narrow (%s) VALUES (?)".formatted(column));
      Plan<Integer, List<Object>> tooLarge =
          plan("too large").update(insert, (got, params) -> params.integer(3_000_000_001L)).build();
      assertThat(fail(engine, tooLarge).kind().errorClass()).isEqualTo(ErrorClass.BUG);
      run(engine, plan("fits").update(insert, (got, params) -> params.integer(-32_768)).build());
    }
    Sql insert = sql("INSERT INTO narrow (n) VALUES (?)");
    run(engine, plan("wide").update(insert, (got, params) -> params.integer(1L << 62)).build());
    assertThat(database().number("SELECT SUM(s) + SUM(i) FROM narrow")).isEqualTo(-65_536);
    assertThat(run(engine, number("SELECT SUM(n) FROM narrow"))).containsExactly(1L << 62);
  }

  @Test
  default void theIsolationLevelIsReallySet() throws SQLException {
    Map<Integer, String> levels =
        Map.of(
            Connection.TRANSACTION_READ_COMMITTED, "read committed",
            Connection.TRANSACTION_REPEATABLE_READ, "repeatable read",
            Connection.TRANSACTION_SERIALIZABLE, "serializable");
    for (Map.Entry<Integer, String> level : levels.entrySet()) {
      SqlEngine engine = engine(EngineSettings.of(1).withIsolation(level.getKey()));
      Plan<Integer, List<Object>> plan =
          plan("level")
              .begin()
              .query(
                  sql("SELECT current_setting('transaction_isolation')"),
                  (got, rows) -> got.addAll(rows.list(row -> row.text(1))))
              .commit()
              .build();
      assertThat(run(engine, plan)).containsExactly(level.getValue());
    }
  }

  /** Types that are near to ours, and are not ours. */
  @Test
  default void whatIsNearlyOfATypeIsNotOfIt() throws SQLException {
    database()
        .execute(
            "CREATE TABLE thing (id BIGINT, t BYTEA, n NUMERIC, r REAL, re REAL, im REAL,"
                + " b SMALLINT, at TIMESTAMP, u TEXT)",
            "INSERT INTO thing VALUES (1, '\\x00', 1, 1, 1, 1, 1, '2026-01-01', '"
                + ORDINARY.uuid()
                + "')");
    SqlEngine engine = engine(1);
    assertIsNot(String.class, 1, engine);
    assertIsNot(Long.class, 2, engine);
    assertIsNot(Double.class, 3, engine);
    assertIsNot(Boolean.class, 4, engine);
    assertIsNot(Instant.class, 5, engine);
    assertIsNot(UUID.class, 6, engine);
  }
}
