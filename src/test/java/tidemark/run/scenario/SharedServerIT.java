package tidemark.run.scenario;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.Marks;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;
import tidemark.run.scenario.commit.CommitPlace;
import tidemark.run.scenario.commit.ConcurrentCommits;
import tidemark.run.scenario.connection.ConnectionGrowth;
import tidemark.run.scenario.connection.PoolLimit;
import tidemark.run.scenario.connection.Pools;
import tidemark.run.scenario.connection.ServerLimit;
import tidemark.sql.SqlDialect;
import tidemark.testdb.Await;
import tidemark.testdb.ContainedServer;
import tidemark.testdb.TestDatabase;
import tidemark.workload.BuiltinCommitLog;
import tidemark.workload.CommitLog;
import tidemark.workload.CommitTables;

/** A server that is not seen on this machine: others keep what they may need of it. */
@EnabledOnOs(OS.LINUX)
class SharedServerIT {
  private static final int CONNECTIONS = 30;

  /** Superusers have 3, who looks has one, and some that were closed are not gone yet. */
  private static final long LEAST = 8;

  private static final long HALF = 13;
  private static final CommitLog LOG = new BuiltinCommitLog(SqlDialect.POSTGRESQL);
  private static final CommitPlace PLACE = new CommitPlace(LOG, "tidemark_test", 10);

  @TempDir static Path folder;
  private static ContainedServer server;
  private static TestDatabase database;

  @BeforeAll
  static void start() throws Exception {
    server = ContainedServer.start(folder, CONNECTIONS);
    server.database().execute("CREATE ROLE plain LOGIN", "GRANT CREATE ON SCHEMA public TO plain");
    database = server.database("plain");
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static void assertPassed(ScenarioResult result) {
    assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.PASS);
  }

  @Test
  void manyConnectionsAreHalfOfWhatIsFree() throws SQLException {
    ScenarioResult result =
        CaseTrial.PATIENT.of(database, LOG, new ConcurrentCommits(PLACE, CONNECTIONS));

    assertPassed(result);
    long taken = (Long) requireNonNull(result.figures().get("commits"));
    assertThat(taken).isBetween(LEAST, HALF);
    assertThat(result.figures()).containsEntry("left_to_others", CONNECTIONS - taken);
    assertThat(result.observed())
        .contains(", %d connections left to others".formatted(CONNECTIONS - taken));
  }

  @Test
  void loadGrowsToHalfOfWhatIsFree() throws SQLException {
    ScenarioResult result =
        CaseTrial.PATIENT.of(database, LOG, new ConnectionGrowth(PLACE, CONNECTIONS));

    assertPassed(result);
    long taken = (Long) requireNonNull(result.figures().get("peak_sessions"));
    assertThat(taken).isBetween(LEAST, HALF);
    assertThat(result.figures())
        .containsEntry("connections", taken)
        .containsEntry("left_to_others", CONNECTIONS - taken)
        .containsKey("memory_left_out");
  }

  @Test
  void whatNeedsMoreIsNotTried() throws SQLException {
    for (Case tried : List.of(new PoolLimit(Pools.REAL, 20), new ServerLimit(Pools.REAL))) {
      ScenarioResult result = CaseTrial.HASTY.of(database, tried);

      assertThat(result.verdict()).isEqualTo(Verdict.SKIP);
      assertThat(result.observed()).contains("others", "run.destructiveTarget names it again");
    }
  }

  /** A role, or a database, may have a limit that its other users share. */
  @Test
  void ofARoleWithALimitHalfIsLeftToo() throws Exception {
    server.database().execute("ALTER ROLE plain CONNECTION LIMIT 9");
    try (CaseSite site = CaseTrial.PATIENT.site(database)) {
      Await.until("of the role's eight half are left", () -> site.share(CONNECTIONS) == 4);
      server
          .database()
          .execute(
              "ALTER ROLE plain CONNECTION LIMIT -1", "ALTER DATABASE postgres CONNECTION LIMIT 7");
      Await.until("of the database's six half are left", () -> site.share(CONNECTIONS) == 3);
      assertThat(site.share(2)).isEqualTo(2);
    } finally {
      server
          .database()
          .execute(
              "ALTER ROLE plain CONNECTION LIMIT -1",
              "ALTER DATABASE postgres CONNECTION LIMIT -1");
    }
  }

  @Test
  void whereNothingIsLeftNothingIsTaken() throws SQLException {
    new CommitTables(database.source(), LOG).create();
    List<Connection> others = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS - 5; i++) {
        others.add(server.database().source().getConnection());
      }
      for (Case tried :
          List.of(
              new ConcurrentCommits(PLACE, CONNECTIONS),
              new ConnectionGrowth(PLACE, CONNECTIONS))) {
        ScenarioResult result = CaseTrial.PATIENT.of(database, tried);
        assertThat(result.verdict()).as(result.observed()).isEqualTo(Verdict.SKIP);
        assertThat(result.observed()).isEqualTo(CaseSite.OTHERS);
      }
    } finally {
      for (Connection other : others) {
        other.close();
      }
    }
  }

  /**
   * Whoever names it again may have it whole, and then those are refused whom it has no room for.
   */
  @Test
  void aServerThatIsOursIsFilled() throws SQLException {
    new CommitTables(database.source(), LOG).create();
    CaseQueue queue =
        new CaseQueue(
            List.of(new ConcurrentCommits(PLACE, CONNECTIONS)),
            () ->
                new CaseSite(
                    database.source(), database.dialect(), CaseTrial.PATIENT::settings, true),
            new Marks());
    queue.run();

    assertThat(queue.results().get(0).figures())
        .containsEntry("succeeded", CONNECTIONS - 3L)
        .containsEntry("left_to_others", 0L);
  }
}
