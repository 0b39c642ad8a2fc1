package tidemark.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.FullStackSimulation;
import tidemark.chat.ScriptedServer;
import tidemark.sql.SqlDialect;

/** Chats and roles on one database, as a user runs them who has heard of no setting. */
class FullStackIT {
  /** Somebody's shell: nobody listens there. */
  private static final Map<String, String> SHELL = Map.of("API_BASE_URL", "http://127.0.0.1:9");

  @TempDir Path folder;

  private static Map<String, String> brief(String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("db.seconds", "4");
    settings.put("chat.duration", "4");
    settings.put("load.warmup", "1");
    settings.put("target.chat.tokenInterval", "5ms");
    // Other tests may keep the disk and the processors busy.
    settings.put("gate.p95Millis", "20000");
    settings.put("db.sqlite.synchronous", "normal");
    return ForkedRun.with(settings, more);
  }

  private ForkedRun start(Map<String, String> settings) {
    return ForkedRun.start(FullStackSimulation.class, folder, settings, SHELL);
  }

  @ParameterizedTest
  @CsvSource({"SQLITE, jdbc", "POSTGRESQL, jdbc", "POSTGRESQL, async"})
  void everyCentAndEveryChatIsThere(SqlDialect dialect, String engine) {
    // cut in the files, without the token, and as it came all the same where it is compared
    Map<String, String> settings =
        brief(
            "db.backend",
            dialect.id(),
            "db.engine",
            engine,
            "chat.responseMaxChars",
            "8",
            "chat.authToken",
            "tide-tk",
            "target.chat.text",
            "the tide-tk is out");
    try (ForkedRun run = start(settings)) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      JsonNode summary = run.summary();
      assertThat(summary.at("/verdict").asText()).isEqualTo("PASS");
      assertThat(summary.at("/simulation").asText()).isEqualTo("FullStackSimulation");
      assertThat(summary.at("/metadata/vus").asInt()).isEqualTo(20);
      long chats = summary.at("/statistics/total_requests").asLong();
      assertThat(chats).isPositive();
      assertThat(summary.at("/statistics/failed").asLong()).isZero();
      assertThat(summary.at("/streaming/streams").asLong()).isBetween(chats / 3, chats * 2 / 3);
      JsonNode database = summary.at("/database");
      assertThat(database.at("/backend").asText()).isEqualTo(dialect.id());
      assertThat(database.at("/engine").asText()).isEqualTo(engine);
      assertThat(database.at("/roles/transferrer/ops").asLong()).isPositive();
      assertThat(database.at("/roles/chat-store/ops").asLong()).isPositive();
      assertThat(database.at("/roles/chat-store/latency_ms/p95").asDouble()).isPositive();
      JsonNode audited = database.at("/audit/chats");
      assertThat(audited.at("/ok").asBoolean()).isTrue();
      assertThat(audited.at("/acknowledged").asLong()).isGreaterThanOrEqualTo(chats);
      assertThat(audited.at("/stored").asLong())
          .isBetween(
              audited.at("/acknowledged").asLong(),
              audited.at("/acknowledged").asLong() + audited.at("/unknown").asLong());
      assertThat(run.console()).contains("\n chat-store ").containsPattern(", [0-9,]+ chats");
      assertThat(run.responses())
          .allMatch(line -> line.at("/response_text").asText().equals("the ***"))
          .allMatch(line -> line.at("/response_truncated").asBoolean());
    }
  }

  /** Some chats outlast the run; the roles are given time to end all the same. */
  @Test
  void whatIsHiddenBehindAGoodAnswerIsFound() {
    Path file = folder.resolve("own.sqlite");
    Map<String, String> settings =
        brief(
            "db.url",
            "jdbc:sqlite:" + file,
            "db.seconds",
            "8", // for what comes once the run is under way
            "chat.duration",
            "8",
            "target.chat.hideFailures",
            "true",
            "target.chat.latencyP99",
            "20s");
    try (ForkedRun run = start(settings).working()) {
      execute(
          file,
          "CREATE TRIGGER forgets BEFORE INSERT ON tidemark_chat_message"
              + " WHEN NEW.role = 'assistant' BEGIN SELECT RAISE(ABORT, 'no room'); END");
      assertThat(run.exitCode()).isEqualTo(2);
      JsonNode summary = run.summary();
      assertThat(summary.at("/statistics/failed").asLong()).as("nobody was told").isZero();
      assertThat(summary.at("/database/audit/chats/ok").asBoolean()).isFalse();
      assertThat(summary.at("/database/audit/chats/lost").asLong()).isPositive();
      assertThat(summary.at("/database/audit/money/ok").asBoolean()).isTrue();
      assertThat(summary.at("/database/audit/chats/unknown").asLong()).isPositive();
      assertThat(summary.at("/failures").toString())
          .contains("unexpected error", "chat-store: ", "audit chats: ", " answered and is lost")
          .doesNotContain("abandoned");
    }
  }

  /** The roles have begun by then. */
  @Test
  void thereIsNoRehearsalBesideTheRoles() throws IOException {
    try (ScriptedServer server = ScriptedChats.server(chat -> ScriptedChats.answer("High tide"));
        ForkedRun run =
            ScriptedChats.start(
                FullStackSimulation.class,
                folder,
                server,
                "db.seconds",
                "1",
                "chat.duration",
                "1",
                "load.warmup",
                "0",
                "chat.vus",
                "1",
                "chat.streamPercent",
                "0",
                "gate.p95Millis",
                "20000",
                "gatling.data.writers.0", // its table has all scenarios
                "console",
                "gatling.data.writers.1",
                "file")) {
      assertThat(run.exitCode()).as(run.console()).isZero();
      assertThat(run.summary().at("/statistics/total_requests").asInt())
          .isPositive()
          .isEqualTo(ScriptedChats.chats(server));
      assertThat(run.console()).contains("---- chat -").doesNotContain("rehearsal");
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
