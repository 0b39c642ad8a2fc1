package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
      run.working();
      awaitMoreCommits();
      server.restart();
      awaitMoreCommits();
      awaitTheLock();
      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(run.console()).contains("FAIL  the server restarted during the run: ");
      JsonNode summary = run.summary();
      assertThat(summary.at("/failures/0").asText()).startsWith("the server restarted");
      assertThat(summary.at("/database/errors/unexpected/connection_lost/count").asLong())
          .isPositive();
      assertThat(summary.at("/database/audit/ok").asBoolean()).as(summary.toString()).isTrue();
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

  private void awaitMoreCommits() throws Exception {
    long before = commits();
    Await.until("more is committed", () -> commits() > before + 50);
  }

  private long commits() throws SQLException {
    List<String> count = server.texts("postgres", "SELECT COUNT(*) FROM tidemark_ledger");
    return Long.parseLong(count.get(0));
  }

  private void awaitTheLock() throws Exception {
    String held = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted";
    Await.until("the lock is taken again", () -> !server.texts("postgres", held).isEmpty());
  }
}
