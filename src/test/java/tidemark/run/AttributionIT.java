package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.FullStackSimulation;
import tidemark.sql.SqlDialect;
import tidemark.testdb.Await;
import tidemark.testdb.TestDatabase;

/** Is it the database, or the model? Each is made slow in turn, and the slow one is named. */
@Tag("alone")
class AttributionIT {
  private static final Duration HELD = Duration.ofMillis(300);

  @TempDir Path folder;

  private ForkedRun start(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.seconds", "4");
    settings.put("chat.duration", "4");
    settings.put("load.warmup", "1");
    settings.put("chat.vus", "6");
    settings.put("chat.streamPercent", "0");
    settings.put("db.workers", "1");
    settings.put("db.thinkTime", "1s");
    settings.put("db.auditSeconds", "0");
    settings.put("db.sqlite.synchronous", "normal");
    settings.put("gate.p95Millis", "60000");
    settings.put("gate.errorRatePercent", "100");
    return ForkedRun.start(
        FullStackSimulation.class,
        folder,
        ForkedRun.with(settings, more),
        Map.of("MOCK_OPENAI_BASE_URL", "embedded"));
  }

  @Test
  void theModelIsSlow() {
    try (ForkedRun run = start("target.chat.latency", "500ms")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode attribution = run.summary().at("/attribution");
      assertThat(attribution.at("/model_percent").asDouble())
          .as(attribution.toString())
          .isGreaterThan(60);
      assertThat(attribution.at("/database_percent").asDouble()).isLessThan(40);
      assertThat(attribution.at("/model_ms").asDouble()).isGreaterThan(500);
      assertThat(run.console())
          .containsPattern("\\(chat p95\\): \\S+ \\S+ \\(\\S+ %\\) in the model");
    }
  }

  /** Somebody else has the write lock for most of the time. */
  @Test
  void theSqliteFileIsLocked() throws SQLException {
    Path file = folder.resolve("own.sqlite");
    try (ForkedRun run = start("target.chat.latency", "20ms", "db.url", "jdbc:sqlite:" + file)) {
      // Whoever makes the tables waits for no one.
      ForkedRun.until("the tables are there", () -> Files.exists(summary(run)));
      holdUntilTheEnd(run, file);
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode attribution = assertTheDatabaseIsNamed(run);
      JsonNode waits = attribution.at("/waits");
      assertThat(waits.at("/lock_waits").asLong()).as(waits.toString()).isPositive();
      assertThat(waits.at("/busy_retries").asLong())
          .isGreaterThan(waits.at("/lock_waits").asLong());
      assertThat(waits.at("/lock_wait_ms").asDouble()).isGreaterThan((double) HELD.toMillis());
      assertThat(run.console()).contains(" for the write lock, ");
    }
  }

  private static void holdUntilTheEnd(ForkedRun run, Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 20000");
      while (run.process().isAlive() && !isOver(run)) {
        statement.execute("BEGIN IMMEDIATE");
        LockSupport.parkNanos(HELD.toNanos());
        statement.execute("COMMIT");
        LockSupport.parkNanos(HELD.toNanos() / 10);
      }
    }
  }

  /** The first summary knows nothing yet. */
  private static boolean isOver(ForkedRun run) {
    return Files.exists(summary(run)) && run.summary().has("generator");
  }

  private static Path summary(ForkedRun run) {
    return run.runFolder().resolve("summary.json");
  }

  /** Each message takes its time in the server, and half of the users do not wait for it. */
  @Test
  void thePostgresqlServerIsSlow() throws Exception {
    try (TestDatabase database = TestDatabase.of(SqlDialect.POSTGRESQL, folder);
        ForkedRun run =
            start(
                "target.chat.latency",
                "20ms",
                "db.url",
                database.url(),
                "db.user",
                database.user(),
                "chat.timeout",
                "500ms")) {
      Await.until(
          "the tables are there",
          () ->
              database.number(
                      "SELECT COUNT(*) FROM pg_class WHERE relname = 'tidemark_chat_message'")
                  == 1);
      database.execute(
          "CREATE FUNCTION tidemark_slow() RETURNS trigger LANGUAGE plpgsql AS"
              + " 'BEGIN PERFORM pg_sleep(CASE NEW.chat % 2 WHEN 0 THEN 0.1 ELSE 0.4 END);"
              + " RETURN NEW; END'",
          "CREATE TRIGGER slow BEFORE INSERT ON tidemark_chat_message"
              + " FOR EACH ROW EXECUTE FUNCTION tidemark_slow()");
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode attribution = assertTheDatabaseIsNamed(run);
      JsonNode statistics = run.summary().at("/statistics");
      assertThat(statistics.at("/errors/Timeout").asLong())
          .as(statistics.toString())
          .isGreaterThan(statistics.at("/total_requests").asLong() / 10);
      assertThat(attribution.at("/elsewhere_percent").asDouble()).isLessThan(20);
      JsonNode server = attribution.at("/waits/postgresql");
      assertThat(server.at("/samples").asLong()).isPositive();
      assertThat(server.at("/percent/Timeout:PgSleep").asDouble())
          .as(server.toString())
          .isGreaterThan(50);
      assertThat(run.console()).contains("Timeout:PgSleep");
    }
  }

  private static JsonNode assertTheDatabaseIsNamed(ForkedRun run) {
    JsonNode attribution = run.summary().at("/attribution");
    assertThat(attribution.at("/database_percent").asDouble())
        .as(attribution.toString())
        .isGreaterThan(60);
    assertThat(attribution.at("/model_percent").asDouble()).isLessThan(40);
    assertThat(run.console())
        .containsPattern("\\(chat p95\\): \\S+ \\S+ \\(\\S+ %\\) in the database");
    return attribution;
  }
}
