package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.target.PostgresServer;
import tidemark.target.Postmaster;
import tidemark.testdb.Await;

/**
 * The server is killed in mid-run and comes back: what it acknowledged is there, or the audit says
 * what is not.
 */
@Tag("destructive")
class ServerCrashIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static Map<String, String> settings(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.seconds", "8");
    settings.put("db.workers", "2");
    settings.put("load.warmup", "0");
    return ForkedRun.with(settings, more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "async"})
  void theEmbeddedServerLosesNothingThatItAcknowledged(String engine) throws Exception {
    try (ForkedRun run =
        ForkedRun.start(folder, settings("db.backend", "postgresql", "db.engine", engine))) {
      ForkedRun.until("the run begins", () -> Files.exists(run.runFolder()));
      Path data = run.runFolder().resolve("postgresql").toRealPath();
      String url = urlOf(data);
      awaitWork(url);
      crash(data);
      long commits = commits(url);

      assertThat(run.exitCode()).as(run.console()).isNotZero();
      assertThat(run.console()).contains("FAIL  the server crashed and restarted during the run: ");
      JsonNode audit = run.summary().at("/database/audit");
      assertThat(audit.at("/ok").asBoolean()).as(run.console()).isTrue();
      assertThat(audit.at("/acknowledged/lost").asLong()).isZero();
      assertThat(audit.at("/acknowledged/acknowledged").asLong()).isGreaterThan(commits + 50);
      assertThat(audit.at("/acknowledged/unknown").asLong())
          .isEqualTo(run.summary().at("/database/errors/unexpected/commit_unknown/count").asLong());
      assertThat(data).doesNotExist();
    }
  }

  /** The control: a server that acknowledges before it writes. */
  @ParameterizedTest
  @ValueSource(strings = {"jdbc", "async"})
  void aServerThatAcknowledgesTooSoonIsCaught(String engine) throws Exception {
    Path data = folder.resolve("server");
    PostgresServer server = PostgresServer.start(data, 50);
    try {
      execute(server.url(), "ALTER SYSTEM SET wal_writer_delay = '10s'");
      execute(server.url(), "ALTER SYSTEM SET wal_writer_flush_after = '1GB'");
      execute(server.url(), "SELECT pg_reload_conf()");
      String hasty = server.url() + "?options=-c%20synchronous_commit=off";
      try (ForkedRun run =
          ForkedRun.start(
              folder, settings("db.url", hasty, "db.user", server.user(), "db.engine", engine))) {
        awaitWork(server.url());
        execute(server.url(), "CHECKPOINT"); // the tables themselves are to stay
        long before = commits(server.url());
        Await.until("more is acknowledged", () -> commits(server.url()) > before + 20);
        crash(data);

        assertThat(run.exitCode()).as(run.console()).isNotZero();
        assertThat(run.console())
            .contains("FAIL  the server crashed and restarted during the run: ")
            .contains("was acknowledged and is lost");
        JsonNode audit = run.summary().at("/database/audit");
        assertThat(audit.at("/ok").asBoolean()).isFalse();
        assertThat(audit.at("/acknowledged/ok").asBoolean()).isFalse();
        assertThat(audit.at("/acknowledged/lost").asLong()).isPositive();
      }
    } finally {
      server.delete();
    }
  }

  private static void crash(Path data) throws Exception {
    Postmaster postmaster = new Postmaster(data);
    postmaster.crash();
    postmaster.restart(PATIENCE);
  }

  private static void awaitWork(String url) throws Exception {
    Await.until(
        "the roles write",
        () -> number(url, "SELECT pg_relation_size(to_regclass('tidemark_ledger'))") > 0);
  }

  private static long commits(String url) throws SQLException {
    return number(url, "SELECT COUNT(DISTINCT (writer, number)) FROM tidemark_ledger");
  }

  private static long number(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The fourth line of the file is the port. */
  private static String urlOf(Path data) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
    return "jdbc:postgresql://localhost:" + lines.get(3) + "/postgres";
  }
}
