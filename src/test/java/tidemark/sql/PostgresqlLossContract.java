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
import tidemark.error.SqlPhase;
import tidemark.testdb.Await;

/** Connections that die under a plan: the server ends its side of them. */
interface PostgresqlLossContract extends EngineUnderTest {
  ErrorKind CONNECTION_LOST = new ErrorKind(ErrorClass.CONNECTION, "connection_lost");
  Sql INSERT = sql("INSERT INTO line (id) VALUES (?)");

  private SqlEngine engineWithLines(EngineSettings settings) throws SQLException {
    database().execute("CREATE TABLE line (id BIGINT PRIMARY KEY)");
    return engine(settings);
  }

  private SqlEngine engineWithLines() throws SQLException {
    return engineWithLines(EngineSettings.of(1));
  }

  /** From now on COMMIT waits in a gate if a line was inserted. */
  private PostgresqlGate gateInCommit() throws SQLException {
    return gateInTrigger(
        "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON line"
            + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pass()");
  }

  private PostgresqlGate gateInTrigger(String trigger) throws SQLException {
    PostgresqlGate gate = (PostgresqlGate) gate();
    database()
        .execute(
            """
            CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM gate(); RETURN NEW; END $$
            """,
            trigger);
    return gate;
  }

  private static Plan.Builder<Integer, List<Object>> listening(
      Plan.Builder<Integer, List<Object>> plan, List<Object> told) {
    return plan.onAcknowledged(got -> told.add("acknowledged"))
        .onUncertain(got -> told.add("uncertain"));
  }

  private void assertServesOn(SqlEngine engine) throws SQLException {
    database().execute("DROP TRIGGER IF EXISTS slow ON line");
    run(engine, change("INSERT INTO line (id) VALUES (99)"));
    assertThat(database().number("SELECT COUNT(*) FROM line WHERE id = 99")).isEqualTo(1);
  }

  @Test
  default void aLossDuringAQuery() throws Exception {
    SqlEngine engine = engineWithLines();
    PostgresqlGate gate = (PostgresqlGate) gate();
    AwaitedCall<?> call = submit(engine, gate.hold(plan("lost")).build());
    gate.awaitHeld(1);

    gate.killHeld();

    assertThat(call.failure().kind()).isEqualTo(CONNECTION_LOST);
    assertThat(call.failure().phase()).isEqualTo(SqlPhase.STATEMENT);
    assertServesOn(engine);
  }

  @Test
  default void aLossInATransactionBeforeItsCommit() throws Exception {
    SqlEngine engine = engineWithLines();
    PostgresqlGate gate = (PostgresqlGate) gate();
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    AwaitedCall<?> call =
        submit(
            engine,
            listening(
                    gate.hold(
                            plan("lost").begin().update(INSERT, (got, params) -> params.integer(1)))
                        .commit(),
                    told)
                .build());
    gate.awaitHeld(1);

    gate.killHeld();

    assertThat(call.failure().kind()).isEqualTo(CONNECTION_LOST);
    assertThat(told).isEmpty();
    assertServesOn(engine);
    assertThat(database().number("SELECT SUM(id) FROM line")).isEqualTo(99);
  }

  @Test
  default void aLossDuringCommitIsUncertain() throws Exception {
    SqlEngine engine = engineWithLines();
    PostgresqlGate gate = gateInCommit();
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    AwaitedCall<?> call = submit(engine, insertInTransaction(told));
    gate.awaitHeld(1);

    gate.killHeld();

    assertThat(call.failure().kind()).isEqualTo(ErrorKind.COMMIT_UNKNOWN);
    assertThat(call.failure().phase()).isEqualTo(SqlPhase.COMMIT);
    assertThat(told).containsExactly("uncertain");
    assertServesOn(engine);
  }

  private static Plan<Integer, List<Object>> insertInTransaction(List<Object> told) {
    return listening(
            plan("insert").begin().update(INSERT, (got, params) -> params.integer(1)).commit(),
            told)
        .build();
  }

  @Test
  default void aCommitThatIsCancelledInTimeIsNotUncertain() throws Exception {
    SqlEngine engine = engineWithLines(EngineSettings.of(1).withTimeout(Duration.ofMillis(300)));
    PostgresqlGate gate = gateInCommit();
    List<Object> told = Collections.synchronizedList(new ArrayList<>());

    SqlFailure failure = fail(engine, insertInTransaction(told));

    assertThat(failure.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(told).isEmpty();
    gate.open();
    assertServesOn(engine);
  }

  /** The time limit passes without effect, then the connection dies: still nobody knows. */
  @Test
  default void aLossDuringACommitThatCannotBeCancelledIsUncertain() throws Exception {
    SqlEngine engine = engineWithLines(EngineSettings.of(1).withTimeout(Duration.ofMillis(300)));
    PostgresqlGate gate = gateInCommit();
    database()
        .execute(
            """
            CREATE OR REPLACE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              LOOP
                BEGIN
                  PERFORM gate();
                  RETURN NEW;
                EXCEPTION WHEN query_canceled THEN
                  PERFORM nextval('cancels');
                END;
              END LOOP;
            END $$
            """,
            "CREATE SEQUENCE cancels");
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    AwaitedCall<?> call = submit(engine, insertInTransaction(told));
    Await.until(
        "it was cancelled",
        () -> database().number("SELECT COUNT(*) FROM cancels WHERE is_called") == 1);
    gate.awaitHeld(1);

    gate.killHeld();

    assertThat(call.failure().kind()).isEqualTo(ErrorKind.COMMIT_UNKNOWN);
    assertThat(told).containsExactly("uncertain");
    assertServesOn(engine);
  }

  @Test
  default void aLossDuringAChangeThatCommitsByItselfIsUncertain() throws Exception {
    SqlEngine engine = engineWithLines();
    PostgresqlGate gate =
        gateInTrigger(
            "CREATE TRIGGER slow BEFORE INSERT ON line FOR EACH ROW EXECUTE FUNCTION pass()");
    List<Object> told = Collections.synchronizedList(new ArrayList<>());
    AwaitedCall<?> call =
        submit(
            engine,
            listening(plan("insert").update(INSERT, (got, params) -> params.integer(1)), told)
                .build());
    gate.awaitHeld(1);

    gate.killHeld();

    assertThat(call.failure().kind()).isEqualTo(ErrorKind.COMMIT_UNKNOWN);
    assertThat(told).containsExactly("uncertain");
    assertServesOn(engine);
  }

  /** The pool may notice, or the first to get such a connection; nobody may after that. */
  @Test
  default void aLossWhileIdle() throws Exception {
    SqlEngine engine = engineWithLines(EngineSettings.of(2));
    Plan<Integer, List<Object>> one = number("SELECT 1");
    run(engine, one);
    database()
        .execute(
            "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");

    List<SqlFailure> failures = new ArrayList<>();
    AwaitedCall<?> call = submit(engine, one);
    while (!call.endedWell()) {
      failures.add(call.failure());
      assertThat(failures).hasSizeLessThanOrEqualTo(2);
      call = submit(engine, one);
    }

    assertThat(failures).allMatch(failure -> failure.kind().equals(CONNECTION_LOST));
    assertServesOn(engine);
  }

  /** Closing ends even what no cancel can: here a statement that ignores it. */
  @Test
  default void closingEndsWhatCannotBeCancelled() throws Exception {
    SqlEngine engine = engineWithLines();
    Gate gate = gate();
    database()
        .execute(
            """
            CREATE FUNCTION stubborn() RETURNS integer LANGUAGE plpgsql AS $$
            BEGIN
              LOOP
                BEGIN
                  RETURN gate();
                EXCEPTION WHEN query_canceled THEN NULL;
                END;
              END LOOP;
            END $$
            """);
    AwaitedCall<?> call = submit(engine, number("SELECT stubborn()"));
    gate.awaitHeld(1);

    assertThat(engine.drain(Duration.ofMillis(100))).isFalse();

    assertThat(call.failure().kind()).isEqualTo(ErrorKind.TIMEOUT);
    gate.close();
  }
}
