package tidemark.workload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidemark.chat.ChatAccount;
import tidemark.record.Chats;
import tidemark.record.Recorder;
import tidemark.settings.Settings;
import tidemark.sql.SqlDialect;
import tidemark.target.ChatBackend;
import tidemark.target.ChatBackendSettings;

/** The embedded backend on a database that does not take every chat. */
class BackendOnDatabaseIT extends OnEachDatabase {
  private static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final int CHATS = 4;

  private final HttpClient client = HttpClient.newHttpClient();

  BackendOnDatabaseIT(SqlDialect dialect) {
    super(dialect);
  }

  /** It takes the first two. */
  @BeforeEach
  void refuseSome() throws SQLException {
    String trigger =
        "CREATE TRIGGER refuses BEFORE INSERT ON tidemark_chat FOR EACH ROW"
            + " WHEN (NEW.number > 2 OR NEW.attempt > 1) ";
    if (onPostgresql()) {
      bank.execute(
          "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
              + " 'BEGIN RAISE disk_full; END'",
          trigger + "EXECUTE FUNCTION refuse()");
    } else {
      bank.execute(trigger + "BEGIN SELECT RAISE(ABORT, 'full'); END");
    }
  }

  private ChatBackend start(boolean hideFailures) throws Exception {
    Map<String, String> settings =
        Map.of(
            "target.chat.latency", "0", "target.chat.hideFailures", Boolean.toString(hideFailures));
    return ChatBackend.start(
        ChatBackendSettings.from(
            Settings.load("BackendOnDatabaseIT", settings, Map.of(), Path.of("none.conf"))),
        new DatabaseChatStore(bank.engine(), Recorder.NONE, 0),
        (service, store) -> {});
  }

  /** Chats as users do, and says how many were answered. */
  private int answered(ChatBackend backend) throws Exception {
    int good = 0;
    for (int i = 0; i < CHATS; i++) {
      ChatAccount account = bank.chats().open(HELLO.getBytes(UTF_8));
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(backend.url() + "/v1/chat/completions"))
              .header("X-Request-Id", account.requestId())
              .POST(BodyPublishers.ofString(HELLO))
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      int status = answer.statusCode();
      String text =
          new ObjectMapper().readTree(answer.body()).at("/choices/0/message/content").asText();
      account.ended(status == 200 ? Chats.json(0, 1) : Chats.status(status, 0, 1), () -> text);
      good += status == 200 ? 1 : 0;
    }
    return good;
  }

  @Test
  void whoHearsOfItHasLostNothing() throws Exception {
    try (ChatBackend backend = start(false)) {
      assertThat(answered(backend)).isEqualTo(2);
      assertThat(backend.figures().notStored()).isEqualTo(2);
    }
    assertThat(bank.audit().broken()).isEmpty();
    assertThat(bank.audit().figure("chats", "acknowledged")).isEqualTo(2L);
  }

  @Test
  void whoDoesNotHearOfItIsToldByTheAudit() throws Exception {
    try (ChatBackend backend = start(true)) {
      assertThat(answered(backend)).isEqualTo(CHATS);
      assertThat(backend.figures().hidden()).isEqualTo(2);
    }
    Audited audit = bank.audit();
    assertThat(audit.broken()).containsExactly("chats");
    assertThat(audit.figure("chats", "lost")).isEqualTo(2L);
    assertThat(audit.findings("chats"))
        .containsExactly(
            "first: chat 3 of user 0 was answered and is lost",
            "worst: chat 3 of user 0 was answered and is lost",
            "last: chat 4 of user 0 was answered and is lost");
  }
}
