package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.testdb.Await;

/** Requests and answers, over a socket. */
class ChatBackendIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ASSISTANT = "/creator/assistant/7/chat/completions";
  private static final String OPENAI = "/v1/chat/completions";

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> send(
      ChatBackend server, String method, String path, Optional<String> authorization, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> hello(ChatBackend server, String path)
      throws IOException, InterruptedException {
    return send(server, "POST", path, Optional.empty(), ChatBackends.HELLO);
  }

  @ParameterizedTest
  @ValueSource(strings = {ASSISTANT, OPENAI})
  void answersInJson(String path) throws Exception {
    try (ChatBackend server =
        ChatBackend.start(
            ChatBackends.settings("tokens", "3", "text", "High tide", "model", "m"))) {
      HttpResponse<String> first = hello(server, path);
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.headers().firstValue("content-type")).contains("application/json");
      JsonNode json = JSON.readTree(first.body());
      assertThat(json.at("/object").asText()).isEqualTo("chat.completion");
      assertThat(json.at("/model").asText()).isEqualTo("m");
      assertThat(json.at("/choices/0/message/role").asText()).isEqualTo("assistant");
      assertThat(json.at("/choices/0/message/content").asText()).isEqualTo("High tide High ");
      assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
      assertThat(json.at("/usage").toString())
          .isEqualTo("{\"prompt_tokens\":2,\"completion_tokens\":3,\"total_tokens\":5}");
      String chatId = json.at("/chat_id").asText();
      assertThat(chatId).isEqualTo("00000000-0000-0001-0000-000000000000");
      assertThat(JSON.readTree(hello(server, path).body()).at("/chat_id").asText())
          .isEqualTo("00000000-0000-0001-0000-000000000001");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 200",
    "HEAD, /, 200",
    "OPTIONS, /, 204",
    "POST, /, 405",
    "OPTIONS, " + ASSISTANT + ", 204",
    "GET, " + ASSISTANT + ", 405",
    "HEAD, " + ASSISTANT + ", 405",
    "OPTIONS, " + OPENAI + ", 204",
    "GET, " + OPENAI + ", 405",
    "GET, /v1, 404",
    "POST, /creator/assistant//chat/completions, 404",
    "POST, /creator/assistant/a/b/chat/completions, 404",
    "GET, /tidemark/truth, 200",
    "POST, /tidemark/truth, 404",
  })
  void answersProbesAndWhatIsNotThere(String method, String path, int status) throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings("token", "right"))) {
      assertThat(send(server, method, path, Optional.empty(), "").statusCode()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, Bearer right, 200, choices",
    "POST, Bearer wrong, 401, {\"detail\":\"Invalid or expired token\"}",
    "POST, right, 401, {\"detail\":\"Invalid or expired token\"}",
    "POST, , 403, {\"detail\":\"Not authenticated\"}",
    "OPTIONS, Bearer right, 204, ''",
    "OPTIONS, Bearer wrong, 401, {\"detail\":\"Invalid or expired token\"}",
  })
  void wantsTheToken(String method, String authorization, int status, String body)
      throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings("token", "right"))) {
      HttpResponse<String> answer =
          send(server, method, OPENAI, Optional.ofNullable(authorization), ChatBackends.HELLO);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).contains(body);
    }
  }

  @Test
  void refusesABadBodyWithItsReason() throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings())) {
      HttpResponse<String> answer = send(server, "POST", OPENAI, Optional.empty(), "{");
      assertThat(answer.statusCode()).isEqualTo(400);
      JsonNode error = JSON.readTree(answer.body()).path("error");
      assertThat(error.path("message").asText()).isEqualTo("the body is not valid JSON");
      assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
      Await.until("it is counted", () -> server.figures().refused() == 1);
    }
  }

  @Test
  void failsAndCutsTheChatsThatTheSeedSays() throws Exception {
    ChatBackendSettings settings = ChatBackends.settings("errorRate", "30", "cutRate", "20");
    List<Fate> seen = new ArrayList<>();
    List<Fate> meant = new ArrayList<>();
    try (ChatBackend server = ChatBackend.start(settings)) {
      for (int i = 0; i < 60; i++) {
        meant.add(Fate.of(settings, i));
        seen.add(fate(server));
      }
      assertThat(seen).isEqualTo(meant).contains(Fate.ANSWERED, Fate.FAILED, Fate.CUT);
      Await.until("all are counted", () -> ended(server.figures()) == 60);
      ChatBackendFigures figures = server.figures();
      assertThat(figures.chats()).isEqualTo(60);
      assertThat(figures.answered()).isEqualTo(count(seen, Fate.ANSWERED));
      assertThat(figures.failed()).isEqualTo(count(seen, Fate.FAILED));
      assertThat(figures.cut()).isEqualTo(count(seen, Fate.CUT));
      assertThat(figures.service().count()).isEqualTo(figures.answered());
    }
  }

  private static long ended(ChatBackendFigures figures) {
    return figures.service().count() + figures.failed() + figures.cut();
  }

  private Fate fate(ChatBackend server) throws InterruptedException {
    try {
      HttpResponse<String> answer = hello(server, ASSISTANT);
      if (answer.statusCode() == 500) {
        assertThat(answer.body()).contains("\"error\"", "\"server_error\"");
      }
      return answer.statusCode() == 500 ? Fate.FAILED : Fate.ANSWERED;
    } catch (IOException e) {
      return Fate.CUT;
    }
  }

  private static long count(List<Fate> fates, Fate fate) {
    return fates.stream().filter(fate::equals).count();
  }

  @Test
  void takesItsTimeAndSaysHowLongItTook() throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings("latency", "100ms"))) {
      long before = System.nanoTime();
      hello(server, OPENAI);
      double seen = (System.nanoTime() - before) / 1e6;
      Await.until("its time is taken", () -> server.figures().service().count() == 1);
      assertThat(server.figures().service().min()).isBetween(99.0, seen);
    }
  }

  @Test
  void tellsOtherProcessesItsFigures() throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings())) {
      hello(server, ASSISTANT);
      hello(server, OPENAI);
      hello(server, OPENAI);
      send(server, "OPTIONS", OPENAI, Optional.empty(), "");
      send(server, "GET", "/nowhere", Optional.empty(), "");
      Await.until("all are counted", () -> server.figures().service().count() == 3);
      String body = send(server, "GET", "/tidemark/truth", Optional.empty(), "").body();
      ChatBackendFigures told = JSON.readValue(body, ChatBackendFigures.class);
      assertThat(told).isEqualTo(server.figures());
      assertThat(told.connections()).isEqualTo(1);
      assertThat(told.assistantChats()).isEqualTo(1);
      assertThat(told.openAiChats()).isEqualTo(2);
      assertThat(told.probes()).isEqualTo(1);
      assertThat(told.elsewhere()).isEqualTo(1);
      assertThat(told.answered()).isEqualTo(3);
      assertThat(told.bodyBytes()).isGreaterThan(3 * 300);
    }
  }

  @Test
  void knowsWhoDidNotWait() throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings("latency", "10m"))) {
      var answer =
          client.sendAsync(ChatBackends.post(server, ChatBackends.HELLO), BodyHandlers.ofString());
      Await.until("the chat is there", () -> server.figures().chats() == 1);
      answer.cancel(true);
      Await.until("it is given up", () -> server.figures().abandoned() == 1);
    }
  }

  @Test
  void saysSoWhenItsPortIsTaken() throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings())) {
      ChatBackendSettings same = ChatBackends.settings("port", Integer.toString(server.port()));
      assertThatThrownBy(() -> ChatBackend.start(same))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use");
    }
  }
}
