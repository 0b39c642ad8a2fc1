package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.record.Mark;
import tidemark.target.InstalledServer;
import tidemark.testdb.Await;

/** An administrator restarts the server in mid-run: the run goes on, and says so. */
class ServerRestartIT {
  @TempDir Path folder;
  private InstalledServer server;

  @BeforeEach
  void start() throws Exception {
    server = InstalledServer.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void theRunGoesOnAndNamesIt() throws Exception {
    try (ForkedRun run = ForkedRun.start(folder, settings())) {
      awaitWork();
      server.restart();
      long commits = number("SELECT COUNT(DISTINCT (writer, number)) FROM tidemark_ledger");
      awaitTheLock();
      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(run.console()).contains("FAIL  the server restarted during the run: ");
      assertThat(run.marks(Mark.Kind.FAULT)).containsExactly("the server is up again");
      JsonNode summary = run.summary();
      assertThat(summary.at("/failures/0").asText()).startsWith("the server restarted");
      assertThat(summary.at("/database/errors/unexpected/connection_lost/count").asLong())
          .isPositive();
      assertThat(summary.at("/database/audit/ok").asBoolean()).as(summary.toString()).isTrue();
      assertThat(summary.at("/database/audit/acknowledged/acknowledged").asLong())
          .isGreaterThan(commits + 50);
    }
    assertThat(server.texts("postgres", "SELECT relname FROM pg_class WHERE relname ~ '^tidemark'"))
        .isEmpty();
  }

  private Map<String, String> settings() {
    return Map.of(
        "db.url",
        server.url("postgres"),
        "db.user",
        InstalledServer.ADMIN,
        "db.seconds",
        "10",
        "db.workers",
        "1",
        "load.warmup",
        "0");
  }

  private void awaitWork() throws Exception {
    Await.until(
        "the roles write",
        () -> number("SELECT pg_relation_size(to_regclass('tidemark_ledger'))") > 0);
  }

  private long number(String query) throws SQLException {
    String number = server.texts("postgres", query).get(0);
    return number == null ? 0 : Long.parseLong(number);
  }

  private void awaitTheLock() throws Exception {
    String held = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted";
    Await.until("the lock is taken again", () -> !server.texts("postgres", held).isEmpty());
  }
}
