package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.sql.SqlDialect;

/** The default simulation as a user runs it, from the command line to the verdict. */
class RolesRunIT {
  private static final List<String> ROLES =
      List.of("inserter", "transferrer", "reader", "checker", "deleter");

  @TempDir Path folder;

  /** A second of users who pause: of those who do not there are samples for a long report. */
  private static Map<String, String> brief(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.seconds", "1");
    settings.put("load.warmup", "0");
    settings.put("db.thinkTime", "20ms");
    // A disk that syncs slowly would leave too few commits for a test of a few seconds.
    settings.put("db.sqlite.synchronous", "normal");
    return ForkedRun.with(settings, more);
  }

  @ParameterizedTest
  @CsvSource({"SQLITE, jdbc", "POSTGRESQL, jdbc", "POSTGRESQL, async"})
  void fiveRolesWorkAndEveryCentIsThere(SqlDialect dialect, String engine) throws IOException {
    Map<String, String> settings =
        brief("db.seconds", "2", "load.warmup", "1", "db.thinkTime", "0");
    settings.put("db.backend", dialect.id());
    settings.put("db.engine", engine);
    try (ForkedRun run = ForkedRun.start(folder, settings)) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/verdict").asText()).isEqualTo("PASS");
      JsonNode database = summary.at("/database");
      assertThat(database.at("/backend").asText()).isEqualTo(dialect.id());
      assertThat(database.at("/engine").asText()).isEqualTo(engine);
      for (String role : ROLES) {
        assertThat(database.at("/roles/" + role + "/ops").asLong()).as(role).isPositive();
        assertThat(database.at("/roles/" + role + "/latency_ms/p95").asDouble()).isPositive();
      }
      assertThat(database.at("/errors/unexpected")).isEmpty();
      assertThat(summary.at("/versions/tidemark").asText()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
      assertThat(summary.at("/versions/" + dialect.id()).asText()).matches("[0-9.]+");
      assertThat(database.at("/audit/ok").asBoolean()).isTrue();
      assertThat(database.at("/audit/acknowledged/acknowledged").asLong()).isPositive();
      assertThat(database.at("/elapsed_s").asDouble()).isBetween(1.9, 8.0);
      assertThat(run.consoleLines()).contains(" PASS");
      assertThat(run.consoleLines()).last().asString().contains("gatling").contains("index.html");
      assertThat(gatlingRequests())
          .contains("insert", "transfer", "read-page", "read-stream", "check", "delete", "audit");
      try (Stream<Path> left = Files.list(run.runFolder())) {
        assertThat(left.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrder("junit.xml", "report.html", "summary.json", "summary.md");
      }
    }
  }

  /** The requests that Gatling's own report has a page for. */
  private List<String> gatlingRequests() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("target/gatling"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("req_"))
          .map(name -> name.replaceAll("^req_(.*?)-+[0-9]+\\.html$", "$1"))
          .toList();
    }
  }

  @Test
  void gatesThatCannotHoldFailTheRunAndSayWhy() {
    Map<String, String> settings =
        brief("gate.p95Millis", "0.01", "gate.roles.reader.p95Millis", "0.001");
    try (ForkedRun run = ForkedRun.start(folder, settings)) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.console()).contains(" FAIL  p95 ").contains("> 10.0 µs");
      assertThat(run.summary().at("/verdict").asText()).isEqualTo("FAIL");
      assertThat(run.summary().at("/gate").findValuesAsText("verdict")).contains("FAIL", "PASS");
      assertThat(run.summary().at("/failures/1").asText())
          .as("that of one role is a row of its own")
          .startsWith("p95 reader ");
    }
  }

  @Test
  void aBatchMayBeOneAccount() {
    try (ForkedRun run = ForkedRun.start(folder, brief("db.batchSize", "1"))) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.summary().at("/database/roles/inserter/ops").asLong()).isPositive();
    }
  }

  @Test
  void noOperationIsAFailure() {
    Map<String, String> settings = brief();
    ROLES.forEach(role -> settings.put("db.weight." + role, role.equals("deleter") ? "1" : "0"));
    try (ForkedRun run = ForkedRun.start(folder, settings)) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.summary().at("/failures").get(0).asText()).isEqualTo("no operation at all");
      assertThat(run.summary().at("/database/roles").size()).isEqualTo(1);
    }
  }

  @Test
  void usersInALongPauseDoNotHoldTheEnd() {
    Map<String, String> settings = brief("db.thinkTime", "20m");
    try (ForkedRun run = ForkedRun.start(folder, settings)) {
      run.exitCode();
      assertThat(run.summary().at("/database/audit/ok").asBoolean()).isTrue();
      assertThat(run.summary().at("/database/total_ops").asLong()).isLessThanOrEqualTo(15);
      assertThat(run.summary().at("/database/elapsed_s").asDouble())
          .as("the pauses were measured too")
          .isGreaterThanOrEqualTo(1);
    }
  }

  @Test
  void anUnexpectedErrorFailsTheRun() {
    Map<String, String> settings = brief("db.seconds", "4");
    settings.put("db.url", "jdbc:sqlite:" + folder.resolve("own.sqlite"));
    try (ForkedRun run = ForkedRun.start(folder, settings).working()) {
      execute(folder.resolve("own.sqlite"), "DROP TABLE tidemark_transfer");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.summary().at("/database/errors/unexpected/sqlite_1/count").asLong())
          .isPositive();
      assertThat(run.summary().at("/failures").toString()).contains("unexpected error sqlite_1");
    }
  }

  private static void execute(Path sqlite, String sql) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + sqlite);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 20000");
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
