package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tidemark.testdb.Await;

/** Streams, over a socket. */
class ChatStreamIT {
  private static final String USAGE =
      """
      {"messages":[{"role":"user","content":"Hello"}],"stream":true,"max_tokens":2,
       "stream_options":{"include_usage":true}}""";

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> send(ChatBackend server, String body)
      throws IOException, InterruptedException {
    return client.send(ChatBackends.post(server, body), BodyHandlers.ofString());
  }

  @Test
  void isTheseBytes() throws Exception {
    try (ChatBackend server =
        ChatBackend.start(ChatBackends.settings("tokens", "3", "text", "High tide"))) {
      HttpResponse<String> answer = send(server, ChatBackends.HELLO_STREAM);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
      assertThat(answer.headers().firstValue("x-chat-id"))
          .contains("00000000-0000-0001-0000-000000000000");
      String head =
          "data: {\"id\":\"chatcmpl-tidemark\",\"object\":\"chat.completion.chunk\","
              + "\"created\":#,\"model\":\"tidemark\",\"choices\":[{\"index\":0,\"delta\":";
      String stream = answer.body().replaceAll("\"created\":\\d{10}", "\"created\":#");
      assertThat(stream)
          .isEqualTo(
              head
                  + "{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n"
                  + head
                  + "{\"content\":\"High \"},\"finish_reason\":null}]}\n\n"
                  + head
                  + "{\"content\":\"tide \"},\"finish_reason\":null}]}\n\n"
                  + head
                  + "{\"content\":\"High \"},\"finish_reason\":null}]}\n\n"
                  + head
                  + "{},\"finish_reason\":\"stop\"}]}\n\n"
                  + "data: [DONE]\n\n");
    }
  }

  @Test
  void tellsUsageAndKeepsTheLimit() throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings())) {
      assertThat(send(server, USAGE).body())
          .containsSubsequence(
              "\"content\":\"The \"",
              "\"content\":\"tide \"",
              "\"delta\":{},\"finish_reason\":\"length\"",
              "\"choices\":[],\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":2,",
              "data: [DONE]")
          .doesNotContain("comes");
    }
  }

  /** Each token from the start: what one was late, no other is. */
  @Test
  void keepsTheTimesThatWerePlanned() throws Exception {
    try (ChatBackend server =
        ChatBackend.start(
            ChatBackends.settings("latency", "30ms", "tokens", "301", "tokenInterval", "1ms"))) {
      send(server, ChatBackends.HELLO_STREAM);
      Await.until("its end is counted", () -> server.figures().streamed() == 1);
      ChatBackendFigures figures = server.figures();
      assertThat(figures.lateness().count()).isEqualTo(301);
      assertThat(figures.lateness().median()).isLessThan(3);
      assertThat(figures.firstToken().min()).isGreaterThan(29.5);
      assertThat(figures.service().min()).isBetween(328.0, 330 + figures.lateness().max() + 20);
    }
  }

  @Test
  void comesAsItIsWritten() throws Exception {
    try (ChatBackend server =
        ChatBackend.start(ChatBackends.settings("tokens", "2", "tokenInterval", "10m"))) {
      HttpResponse<InputStream> answer =
          client.send(
              ChatBackends.post(server, ChatBackends.HELLO_STREAM), BodyHandlers.ofInputStream());
      try (InputStream events = answer.body()) {
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().contains("The ")) {
          seen.append((char) events.read());
        }
        Await.until("the token is counted", () -> server.figures().firstToken().count() == 1);
        assertThat(server.figures().streamed()).isZero();
      }
      Await.until("the stream is given up", () -> server.figures().abandoned() == 1);
    }
  }

  @Test
  void isCutHalfway() throws Exception {
    try (ChatBackend server =
            ChatBackend.start(ChatBackends.settings("cutRate", "100", "tokens", "4"));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      ask(socket);
      String seen = all(socket);
      assertThat(seen).contains("The ", "tide ").doesNotContain("comes", "[DONE]");
      assertThat(seen).as("has no last chunk").doesNotEndWith("0\r\n\r\n");
      Await.until("the cut is counted", () -> server.figures().cut() == 1);
      assertThat(server.figures().abandoned()).isZero();
    }
  }

  private static void ask(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            """
            POST /v1/chat/completions HTTP/1.1\r
            Host: t\r
            Content-Length: %d\r
            Connection: close\r
            \r
            %s"""
                .formatted(ChatBackends.HELLO_STREAM.length(), ChatBackends.HELLO_STREAM)
                .getBytes(StandardCharsets.UTF_8));
  }

  private static String all(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void isAnErrorInsteadWhenItFails() throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings("errorRate", "100"))) {
      HttpResponse<String> answer = send(server, ChatBackends.HELLO_STREAM);
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    }
  }

  /** Else a stalled client would fill the server's memory. One that reads is not held up by it. */
  @Test
  void waitsForAClientThatDoesNotRead() throws Exception {
    int tokens = 60_000;
    try (ChatBackend server =
            ChatBackend.start(
                ChatBackends.settings("tokens", Integer.toString(tokens), "tokenInterval", "1us"));
        Socket stalled = new Socket()) {
      stalled.setReceiveBufferSize(16_384);
      stalled.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      ask(stalled);
      Await.until("the chat is there", () -> server.figures().chats() == 1);

      assertThat(send(server, ChatBackends.HELLO_STREAM).body()).contains("data: [DONE]");
      Await.until("one stream is whole", () -> server.figures().streamed() == 1);
      assertThat(server.figures().lateness().count()).isLessThan(2L * tokens);

      assertThat(all(stalled)).contains("data: [DONE]");
      Await.until("both are whole", () -> server.figures().streamed() == 2);
      assertThat(server.figures().lateness().count()).isEqualTo(2L * tokens);
    }
  }

  @Test
  void fiveHundredAtOnceAreWholeAndCounted() throws Exception {
    int streams = 500;
    try (ChatBackend server =
        ChatBackend.start(
            ChatBackends.settings("latency", "500ms", "tokens", "10", "tokenInterval", "50ms"))) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        answers.add(
            client.sendAsync(
                ChatBackends.post(server, ChatBackends.HELLO_STREAM), BodyHandlers.ofString()));
      }
      Await.until("all are under way", () -> server.figures().chats() == streams);
      List<String> ids = new ArrayList<>();
      long bytes = 0;
      for (CompletableFuture<HttpResponse<String>> one : answers) {
        HttpResponse<String> answer = one.get(30, TimeUnit.SECONDS);
        assertThat(answer.body()).endsWith("data: [DONE]\n\n");
        bytes += answer.body().length();
        ids.add(answer.headers().firstValue("x-chat-id").orElseThrow());
      }
      assertThat(ids).doesNotHaveDuplicates();
      Await.until("all are counted", () -> server.figures().streamed() == streams);
      ChatBackendFigures figures = server.figures();
      assertThat(figures.connections()).isEqualTo(streams);
      assertThat(figures.bodyBytes()).isEqualTo(bytes);
      assertThat(figures.lateness().count()).isEqualTo(streams * 10L);
      assertThat(figures.firstToken().min()).isGreaterThan(499.0);
    }
  }
}
