package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseTrial;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.SqlDialect;
import tidemark.sql.SqlPool;
import tidemark.sql.jdbc.ForwardingSource;
import tidemark.testdb.PlantedConnection;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;

/** What pools and a server may do wrong, and the row that says so. */
@Tag("slow")
class ConnectionControlsIT {
  private static final CommitLog LOG = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
  private static final CommitPlace PLACE = new CommitPlace(LOG, "tidemark_test", 10);

  @TempDir Path folder;
  private TestDatabase database;

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
    new CommitTables(database.source(), LOG).create();
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private static String failure(TestDatabase database, Case tried) {
    ScenarioResult result = CaseTrial.HASTY.of(database, tried);
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.FAIL);
    return result.observed();
  }

  /** Neither the pool nor its borrowers know of it: the server does. */
  @Test
  void aPoolThatOpensMoreThanItsLimit() {
    Pools pools =
        (site, name, size) -> {
          SqlPool pool = Pools.REAL.open(site, name, size);
          site.connection();
          return pool;
        };

    assertThat(failure(database, new PoolLimit(pools, 3)))
        .startsWith("4 connections were open in the server, where 3 is the limit; 3 held");
  }

  @Test
  void aPoolThatRefusesWhoWaitedWhenItServesAgain() {
    Pools pools =
        PlantedPool.lending(
            source -> {
              Connection connection = source.getConnection();
              if (Thread.currentThread().getName().equals("waiting")) {
                connection.close();
                throw new SQLTransientConnectionException("none for those who wait");
              }
              return connection;
            });

    assertThat(failure(database, new PoolRecovery(pools, 3)))
        .startsWith("waiting got no connection: pool_timeout; ");
  }

  /** Those of a step are there still when the next begins. */
  @Test
  void sessionsThatOutliveTheirConnections() {
    List<Connection> open = new CopyOnWriteArrayList<>(); // the driver closes what nobody knows
    TestDatabase leaking =
        PlantedConnection.of(
            database,
            "close",
            (real, nothing) -> {
              open.add(real);
              return null;
            });

    assertThat(failure(leaking, new ConnectionGrowth(PLACE, 15)))
        .contains("sessions stay when their connections are closed")
        .containsPattern("; [2-9]\\d sessions on 15 connections; ");
    assertThat(open).isNotEmpty();
  }

  /**
   * A role whose limit is lifted as soon as its first clients are in, or who may log in no more.
   */
  @ParameterizedTest
  @CsvSource({
    "CONNECTION LIMIT 50, '12 clients were admitted, where 5 is the limit; the server admitted one"
        + " more pool; '",
    "NOLOGIN, 'a client was refused as sqlstate_28000; '",
  })
  void aServerThatAdmitsAllOrRefusesForAnotherReason(String change, String seen) {
    Pools pools =
        (site, name, size) -> {
          SqlPool pool = Pools.REAL.open(site, name, size);
          if (size > 1) {
            changeRole(change);
          }
          return pool;
        };

    assertThat(failure(database, new ServerLimit(pools))).startsWith(seen);
  }

  private void changeRole(String change) throws SQLException {
    database.execute(
        """
        DO $$ BEGIN
          EXECUTE (SELECT 'ALTER ROLE ' || rolname || ' %s' FROM pg_roles
                   WHERE rolname LIKE 'tidemark_limited_%%');
        END $$
        """
            .formatted(change));
  }

  /** Its own function is hidden behind one that promises all and does nothing. */
  @Test
  void aServerThatEndsNoProcess() throws SQLException {
    killBy("SELECT true");

    assertThat(failure(database, new KilledWhileIdle(PLACE)))
        .startsWith("the server does not end its processes; 5 of 5 backends killed");
  }

  private void killBy(String function) throws SQLException {
    database.execute(
        "ALTER DATABASE " + database.name() + " SET search_path = public, pg_catalog",
        "CREATE FUNCTION public.pg_terminate_backend(INTEGER) RETURNS BOOLEAN LANGUAGE sql AS $$ "
            + function
            + " $$");
  }

  /**
   * The cause is no lost connection, and it stays when the pool has healed. The kill takes so long
   * that the pool looks at its connections before it lends them: none of those that are lost fails.
   */
  @Test
  void aServerThatCommitsNoMoreAfterTheKill() throws SQLException {
    killBy("SELECT pg_sleep(0.2); SELECT pg_catalog.pg_terminate_backend($1)");
    int before = PLACE.branches() + 5;
    database.execute(
        """
        CREATE FUNCTION refuses() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
          IF substring(NEW.message FROM '_(\\d+) ')::integer > %d THEN
            RAISE EXCEPTION 'no more';
          END IF;
          RETURN NEW;
        END $$
        """
            .formatted(before),
        "CREATE TRIGGER refuses BEFORE INSERT ON tidemark_commit"
            + " FOR EACH ROW EXECUTE FUNCTION refuses()");

    assertThat(failure(database, new KilledWhileIdle(PLACE)))
        .containsOnlyOnce("a commit ended with sqlstate_P0001; ")
        .endsWith("; the pool does not heal");
  }

  /** Whoever would kill those cannot say what became of the pool's own. */
  @Test
  void aPoolWithMoreSessionsThanConnections() {
    List<Connection> others = new CopyOnWriteArrayList<>(); // or the driver closes them
    DataSource twice =
        new ForwardingSource() {
          @Override
          public Connection getConnection() throws SQLException {
            others.add(database.source().getConnection());
            return database.source().getConnection();
          }
        };
    TestDatabase doubled =
        new TestDatabase(database.dialect(), twice, database.url(), database.user());

    assertThat(failure(doubled, new KilledWhileIdle(PLACE)))
        .startsWith("5 idle sessions are to be, not [ServerSession[");
    assertThat(others).hasSizeGreaterThan(5);
  }

  /** Without the reference that COMMIT looks at, nobody waits there. */
  @Test
  void aCommitThatWaitsForNobody() throws SQLException {
    database.execute(
        """
        CREATE FUNCTION lets() RETURNS EVENT_TRIGGER LANGUAGE plpgsql AS $$ BEGIN
          ALTER TABLE IF EXISTS tidemark_commit_gate DROP CONSTRAINT IF EXISTS tidemark_commit_gate_gate_fkey;
        END $$
        """,
        "CREATE EVENT TRIGGER lets ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
            + " EXECUTE FUNCTION lets()");

    assertThat(failure(database, new KilledWhileBusy(PLACE)))
        .startsWith(
            "not all transactions wait; a commit ended with success, which is not UNKNOWN; ");
  }
}
