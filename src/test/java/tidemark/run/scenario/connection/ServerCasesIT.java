package tidemark.run.scenario.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.Case;
import tidemark.run.scenario.CaseTrial;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.sql.SqlDialect;
import tidemark.sql.jdbc.PostgresqlSource;
import tidemark.testdb.PggitStandIn;
import tidemark.testdb.PlantedConnection;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.PggitCommitLog;

/** The cases of a server's connections: its limit, load that grows, backends that are killed. */
class ServerCasesIT {
  private static final String TAG = "tidemark_test";
  private static final CommitLog LOG = new BuiltinCommitLog(SqlDialect.POSTGRESQL);

  @TempDir Path folder;

  private TestDatabase postgresql() {
    return TestDatabase.of(SqlDialect.POSTGRESQL, folder);
  }

  /** The same database for a role that may not make others. */
  private static TestDatabase plain(TestDatabase superuser, String attributes) throws SQLException {
    superuser.execute(
        "CREATE ROLE plain LOGIN " + attributes, "GRANT CREATE ON SCHEMA public TO plain");
    return new TestDatabase(
        SqlDialect.POSTGRESQL,
        new PostgresqlSource("plain", "", Duration.ofSeconds(2)).of(superuser.url()),
        superuser.url(),
        "plain");
  }

  private static void assertPassed(ScenarioResult result) {
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
  }

  @Tag("alone") // a wait is held against a bound
  @Test
  void clientsThatARoleMayNotHaveAreRefused() throws SQLException {
    try (TestDatabase database = postgresql()) {
      ScenarioResult result = CaseTrial.HASTY.of(database, new ServerLimit(Pools.REAL));

      assertPassed(result);
      assertThat(result.figures()).containsEntry("admitted", 4L).containsEntry("refused", 5L);
      assertThat(
              database.number("SELECT COUNT(*) FROM pg_roles WHERE rolname LIKE 'tidemark_lim%'"))
          .isZero();
    }
  }

  /** Who may make no role fills the server, if it is on this machine. */
  @Tag("alone")
  @Test
  void clientsThatAServerHasNoRoomForAreRefused() throws SQLException {
    try (TestDatabase superuser = postgresql()) {
      try {
        ScenarioResult result =
            CaseTrial.HASTY.of(plain(superuser, ""), new ServerLimit(Pools.REAL));

        assertPassed(result);
        assertThat((Long) result.figures().get("admitted")).isBetween(50L, 100L);
      } finally {
        superuser.execute("DROP OWNED BY plain", "DROP ROLE plain");
      }
    }
  }

  @Tag("alone")
  @Test
  void aServerThatAdmitsOneMoreThanItsLimitFails() throws SQLException {
    try (TestDatabase database = postgresql()) {
      Pools open =
          (site, name, size) ->
              Pools.REAL.open(
                  name.endsWith("-more") ? site.with(source -> database.source()) : site,
                  name,
                  size);
      ScenarioResult result = CaseTrial.HASTY.of(database, new ServerLimit(open));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed()).startsWith("the server admitted one more pool; ");
    }
  }

  /**
   * Whom the server does not let in by its rules cannot be tried; whatever else is wrong, fails.
   */
  @Test
  void onlyARoleThatIsNotLetInIsSkipped() throws SQLException {
    try (TestDatabase database = postgresql()) {
      Pools broken =
          (site, name, size) -> {
            throw new SQLException("the network is gone", "08006");
          };
      ScenarioResult failed = CaseTrial.HASTY.of(database, new ServerLimit(broken));
      assertThat(failed.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(failed.observed()).contains("the network is gone");

      database.execute("REVOKE CONNECT ON DATABASE " + database.name() + " FROM PUBLIC");
      ScenarioResult skipped = CaseTrial.HASTY.of(database, new ServerLimit(Pools.REAL));
      assertThat(skipped.verdict()).isEqualTo(Verdict.SKIP);
      assertThat(skipped.observed()).isEqualTo("a role made for it is not let in: 42501");
    }
  }

  @ParameterizedTest
  @EnumSource
  void loadGrowsInSteps(SqlDialect dialect) throws SQLException {
    try (TestDatabase database = TestDatabase.of(dialect, folder)) {
      CommitLog log = new BuiltinCommitLog(dialect);
      ScenarioResult result =
          CaseTrial.HASTY.of(
              database, log, new ConnectionGrowth(new CommitPlace(log, TAG, 10), 15));

      assertPassed(result);
      assertThat(result.figures()).containsEntry("connections", 15L).containsEntry("commits", 50L);
      List<?> steps = (List<?>) result.figures().get("steps");
      assertThat(steps).hasSize(2);
      if (dialect == SqlDialect.POSTGRESQL) {
        assertThat(result.figures()).containsEntry("peak_sessions", 15L);
        Map<?, ?> last = (Map<?, ?>) steps.get(1);
        assertThat(last.get("sessions")).isEqualTo(15L);
        assertThat(String.valueOf(last.get("most_in_state"))).contains("idle=15");
        assertThat(last.containsKey("memory_kb_each"))
            .isNotEqualTo(result.figures().containsKey("memory_left_out"));
      }
    }
  }

  /** The server's own limit ends it too, and the last step is as far as that. */
  @Test
  void loadGrowsAsFarAsTheServerLets() throws SQLException {
    try (TestDatabase superuser = postgresql()) {
      TestDatabase database = plain(superuser, "CONNECTION LIMIT 12");
      try {
        ScenarioResult result =
            CaseTrial.HASTY.of(
                database, LOG, new ConnectionGrowth(new CommitPlace(LOG, TAG, 10), 20));
        assertPassed(result);
        assertThat(result.figures())
            .containsEntry("connections", 11L)
            .containsEntry("commits", 42L)
            .containsEntry("refused", "20 connections: too_many_connections");
      } finally {
        superuser.execute("DROP OWNED BY plain", "DROP ROLE plain");
      }
    }
  }

  @Test
  void killedBackendsAreReplacedAndOthersLeftAlone() throws SQLException {
    try (TestDatabase database = postgresql();
        Connection older = database.source().getConnection()) {
      ScenarioResult idle =
          CaseTrial.HASTY.of(database, LOG, new KilledWhileIdle(new CommitPlace(LOG, TAG, 10)));
      assertPassed(idle);
      assertThat(idle.figures())
          .containsEntry("killed", 5L)
          .containsEntry("lost", 0L)
          .containsEntry("unknown", 0L);

      ScenarioResult busy =
          CaseTrial.HASTY.of(database, LOG, new KilledWhileBusy(new CommitPlace(LOG, TAG, 10)));
      assertPassed(busy);
      assertThat(busy.figures())
          .containsEntry("killed", 4L)
          .containsEntry("lost", 0L)
          .containsEntry("unknown", 2L)
          .containsEntry("errors", Map.of("commit_unknown", 2L, "connection_lost", 2L));
      assertThat(older.isValid(1)).isTrue();
    }
  }

  /** Each statement commits by itself: what is killed leaves rows, and is never unknown. */
  @Test
  void aRollbackThatIsNoneFails() throws SQLException {
    try (TestDatabase database = postgresql()) {
      TestDatabase loose =
          PlantedConnection.of(
              database, "setAutoCommit|commit|rollback", (connection, argument) -> null);
      ScenarioResult result =
          CaseTrial.HASTY.of(loose, LOG, new KilledWhileBusy(new CommitPlace(LOG, TAG, 10)));

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed())
          .contains(
              "connection_lost, which is not UNKNOWN",
              "a transaction that was refused has left a row");
    }
  }

  static Stream<Case> onALogThatForgets() {
    PggitCommitLog log = new PggitCommitLog();
    return Stream.of(
        new ConnectionGrowth(new CommitPlace(log, TAG, 10), 10),
        new KilledWhileIdle(new CommitPlace(log, TAG, 10)));
  }

  @ParameterizedTest
  @MethodSource("onALogThatForgets")
  void aLogThatForgetsFails(Case tried) throws SQLException {
    try (TestDatabase database = postgresql()) {
      PggitStandIn.install(database, PggitStandIn.Defect.FORGETS);
      ScenarioResult result = CaseTrial.HASTY.of(database, tried);

      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.observed()).contains("acknowledged commits lost");
    }
  }

  static Stream<Case> needsAServer() {
    CommitLog log = new BuiltinCommitLog(SqlDialect.SQLITE);
    return Stream.of(
        new ServerLimit(Pools.REAL),
        new KilledWhileIdle(new CommitPlace(log, TAG, 10)),
        new KilledWhileBusy(new CommitPlace(log, TAG, 10)));
  }

  @ParameterizedTest
  @MethodSource("needsAServer")
  void withoutAServerItIsSkipped(Case tried) throws SQLException {
    try (TestDatabase database = TestDatabase.of(SqlDialect.SQLITE, folder)) {
      ScenarioResult result = CaseTrial.HASTY.of(database, tried);

      assertThat(result.verdict()).isEqualTo(Verdict.SKIP);
      assertThat(result.observed()).isEqualTo("SQLite has no server");
    }
  }
}
