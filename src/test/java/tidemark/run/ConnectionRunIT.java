package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidemark.ConnectionExhaustionSimulation;
import tidemark.sql.SqlDialect;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/** A run of the cases of connections, from the settings to the verdict. */
@Tag("slow")
class ConnectionRunIT {
  private static final List<String> CASES =
      List.of(
          "connection-limit-5",
          "connection-limit-10",
          "connection-limit-20",
          "connection-timeout",
          "connection-leak",
          "connection-recovery",
          "connection-server-limit",
          "connection-growth",
          "connection-killed-idle",
          "connection-killed-busy");

  /** What only a server has. */
  private static final List<String> SERVERS =
      List.of("connection-server-limit", "connection-killed-idle", "connection-killed-busy");

  private static final String ROLES =
      "SELECT COUNT(*) FROM pg_roles WHERE rolname LIKE 'tidemark_limited_%'";

  @TempDir Path folder;

  private ForkedRun start(Map<String, String> settings) {
    return ForkedRun.start(ConnectionExhaustionSimulation.class, folder, settings, Map.of());
  }

  @ParameterizedTest
  @EnumSource
  void allCasesHoldWithDefaults(SqlDialect dialect) {
    try (ForkedRun run = start(Map.of("db.backend", dialect.id()))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      List<String> skipped = dialect == SqlDialect.SQLITE ? SERVERS : List.of();
      List<String> seen = new ArrayList<>();
      for (JsonNode one : run.summary().at("/scenarios")) {
        String name = one.at("/name").asText();
        seen.add(name);
        boolean skip = skipped.contains(name);
        assertThat(one.at("/verdict").asText()).as(name).isEqualTo(skip ? "SKIP" : "PASS");
        if (skip) {
          assertThat(one.at("/observed").asText()).isEqualTo("SQLite has no server");
        }
        assertThat(run.console())
            .contains("case: " + name + ": count of failed events is 0.0 : true (actual : 0.0)");
        assertThat(run.gatlingReport()).contains("case: " + name);
      }
      assertThat(seen).isEqualTo(CASES);
      assertThat(run.summary().at("/verdict").asText()).isEqualTo("PASS");
      assertThat(run.console())
          .contains(skipped.isEmpty() ? "10 cases: 10 PASS" : "10 cases: 7 PASS, 3 SKIP");
    }
  }

  /** And what is somebody else's stays. */
  @Test
  void whatAKilledRunHasLeftOnAServerIsGoneAtTheNextStart() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder)) {
      database.execute("CREATE ROLE tidemark_limited_other");
      try {
        killWithRole(database);
        assertThat(database.number(ROLES)).as("it has left one").isEqualTo(2);
        try (ForkedRun next = start(settings(database, "connection-limit-5"))) {
          assertThat(next.exitCode()).as(next.console()).isZero();
        }
        assertThat(database.number(ROLES)).isOne();
      } finally {
        database.execute("DROP ROLE tidemark_limited_other");
      }
    }
  }

  /** Whoever comes late waits for ten seconds: it is not over by itself before. */
  private void killWithRole(TestDatabase database) throws Exception {
    try (ForkedRun run = start(settings(database, "connection-server-limit"))) {
      Await.until("the run has its role", () -> roles(database, run) == 2);
      run.process().destroyForcibly().waitFor();
      Await.until(
          "the server has seen its end",
          () -> database.number("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'") == 0);
    }
  }

  private static long roles(TestDatabase database, ForkedRun run) throws SQLException {
    assertThat(run.process().isAlive()).as(run.console()).isTrue();
    return database.number(ROLES);
  }

  private static Map<String, String> settings(TestDatabase database, String cases) {
    return Map.of(
        "db.url",
        database.url(),
        "db.user",
        database.user(),
        "run.cases",
        cases,
        "db.pool.acquireTimeout",
        cases.endsWith("server-limit") ? "10s" : "250ms");
  }
}
