package tidemark.target;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidemark.testdb.Await;

/** A backend says that it has answered when its store says that it has the chat. */
class ChatStoreIT {
  private static final ChatBackendSettings TWO_WORDS =
      ChatBackends.settings("tokens", "3", "text", "High tide");
  private static final ChatBackendSettings HIDING =
      ChatBackends.settings("tokens", "3", "text", "High tide", "hideFailures", "true");

  private record Served(long serviceNanos, long storeNanos) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<Served> served = new ConcurrentLinkedQueue<>();

  private ChatBackend start(ChatBackendSettings settings, ChatStore store) throws IOException {
    return ChatBackend.start(
        settings, store, (service, time) -> served.add(new Served(service, time)));
  }

  private HttpResponse<String> send(ChatBackend backend, String body)
      throws IOException, InterruptedException {
    return client.send(ChatBackends.post(backend, body), BodyHandlers.ofString());
  }

  private static ChatStore always(StoreOutcome outcome) {
    return chat -> CompletableFuture.completedFuture(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {ChatBackends.HELLO, ChatBackends.HELLO_STREAM})
  void storesWhatWasSaid(String body) throws Exception {
    MemoryChatStore store = new MemoryChatStore(2, 100);
    try (ChatBackend backend = start(TWO_WORDS, store)) {
      HttpRequest numbered =
          HttpRequest.newBuilder(
                  URI.create(backend.url() + "/creator/assistant/7/chat/completions"))
              .header("X-Request-Id", "3-17-1")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(client.send(numbered, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(store.chats())
          .containsExactly(StoredChat.of(new RequestNumber(3, 17, 1), "Hello", "High tide High "));
      send(backend, body);
      send(backend, body);
      assertThat(store.chats()).as("the oldest is gone").hasSize(2);
      assertThat(store.chats().get(1).id()).isEqualTo(RequestNumber.NONE);
      Await.until("all are counted", () -> backend.figures().service().count() == 3);
      assertThat(backend.figures().stored()).isEqualTo(3);
      assertThat(backend.figures().store().count()).isEqualTo(3);
    }
  }

  @Test
  void anAnswerWaitsForTheStore() throws Exception {
    CompletableFuture<StoreOutcome> storing = new CompletableFuture<>();
    CompletableFuture<StoredChat> asked = new CompletableFuture<>();
    ChatStore slow =
        chat -> {
          asked.complete(chat);
          return storing;
        };
    try (ChatBackend backend = start(TWO_WORDS, slow)) {
      var answer =
          client.sendAsync(ChatBackends.post(backend, ChatBackends.HELLO), BodyHandlers.ofString());
      asked.join();
      long before = System.nanoTime();
      Await.until("5 ms are over", () -> System.nanoTime() - before > 5_000_000);
      assertThat(answer).isNotDone();
      storing.complete(StoreOutcome.STORED);
      assertThat(answer.join().statusCode()).isEqualTo(200);
      Await.until("it is told of", () -> !served.isEmpty());
      Served one = served.remove();
      assertThat(one.storeNanos()).isBetween(5_000_000L, one.serviceNanos());
    }
  }

  /** What a client waited for in vain was the store all the same. */
  @ParameterizedTest
  @ValueSource(strings = {ChatBackends.HELLO, ChatBackends.HELLO_STREAM})
  void aStoreThatOutlivesItsClientIsToldOf(String body) throws Exception {
    CompletableFuture<StoreOutcome> storing = new CompletableFuture<>();
    CompletableFuture<StoredChat> asked = new CompletableFuture<>();
    ChatStore slow =
        chat -> {
          asked.complete(chat);
          return storing;
        };
    try (ChatBackend backend = start(TWO_WORDS, slow)) {
      var answer = client.sendAsync(ChatBackends.post(backend, body), BodyHandlers.ofString());
      asked.join();
      long before = System.nanoTime();
      Await.until("5 ms are over", () -> System.nanoTime() - before > 5_000_000);
      answer.cancel(true);
      Await.until("it is told of", () -> !served.isEmpty());
      Served one = served.remove();
      assertThat(one.storeNanos()).isBetween(5_000_000L, one.serviceNanos());
      assertThat(backend.figures().abandoned()).isEqualTo(1);
      storing.complete(StoreOutcome.STORED);
      Await.until("it is stored", () -> backend.figures().stored() == 1);
      assertThat(served).as("told of once").isEmpty();
    }
  }

  /** Users have their times of these too. */
  @ParameterizedTest
  @CsvSource({"limitRate, 100", "errorRate, 100", "cutRate, 100", "token, secret"})
  void whatIsNotServedIsToldOf(String key, String value) throws Exception {
    try (ChatBackend backend =
        start(ChatBackends.settings(key, value), always(StoreOutcome.STORED))) {
      try {
        assertThat(send(backend, ChatBackends.HELLO).statusCode()).isGreaterThanOrEqualTo(400);
      } catch (IOException e) {
        assertThat(key).isEqualTo("cutRate");
      }
      Await.until("it is told of", () -> !served.isEmpty());
      assertThat(served).singleElement().extracting(Served::storeNanos).isEqualTo(0L);
    }
  }

  /** More than the system holds for a client that reads none of it, and then is gone. */
  @Test
  void whoIsGoneBeforeTheLastByteIsSentHasGivenUp() throws Exception {
    ChatBackendSettings huge =
        ChatBackends.settings("tokens", "100000", "text", "a-high-tide".repeat(15));
    try (ChatBackend backend = start(huge, always(StoreOutcome.STORED))) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), backend.port())) {
        socket.setSoLinger(true, 0); // closed, it resets
        String request =
            "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(ChatBackends.HELLO.length(), ChatBackends.HELLO);
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        assertThat(backend.figures().answered()).isZero();
      }
      Await.until("it is given up", () -> backend.figures().abandoned() == 1);
      assertThat(served).hasSize(1);
    }
  }

  /** The last token is what a client waits for: it comes when the chat is stored. */
  @Test
  void aStreamsLastTokenWaitsForTheStore() throws Exception {
    CompletableFuture<StoreOutcome> storing = new CompletableFuture<>();
    CompletableFuture<StoredChat> asked = new CompletableFuture<>();
    ChatStore slow =
        chat -> {
          asked.complete(chat);
          return storing;
        };
    try (ChatBackend backend = start(TWO_WORDS, slow)) {
      var answer =
          client.sendAsync(
              ChatBackends.post(backend, ChatBackends.HELLO_STREAM), BodyHandlers.ofString());
      asked.join();
      assertThat(backend.figures().lateness().count()).as("tokens written").isEqualTo(2);
      storing.complete(StoreOutcome.STORED);
      assertThat(answer.join().body())
          .containsSubsequence("\"High \"", "\"tide \"", "\"High \"", "[DONE]");
      Await.until("the last one is written", () -> backend.figures().lateness().count() == 3);
    }
  }

  @Test
  void whatIsNotStoredIsRefused() throws Exception {
    try (ChatBackend backend = start(TWO_WORDS, always(StoreOutcome.NOT_STORED))) {
      HttpResponse<String> answer = send(backend, ChatBackends.HELLO);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("\"error\"", "could not be stored");
      HttpResponse<String> stream = send(backend, ChatBackends.HELLO_STREAM);
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.body())
          .contains("data: {\"error\":{", "could not be stored")
          .doesNotContain("[DONE]", "\"stop\"");
      Await.until("both are counted", () -> backend.figures().unstored() == 2);
      ChatBackendFigures figures = backend.figures();
      assertThat(figures.notStored()).isEqualTo(2);
      assertThat(figures.stored() + figures.hidden() + figures.answered()).isZero();
      assertThat(served).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ChatBackends.HELLO, ChatBackends.HELLO_STREAM})
  void whatNobodyKnowsIsNeitherAnsweredNorRefused(String body) throws Exception {
    try (ChatBackend backend = start(TWO_WORDS, always(StoreOutcome.UNKNOWN))) {
      assertThatThrownBy(() -> send(backend, body)).isInstanceOf(IOException.class);
      Await.until("it is counted", () -> backend.figures().unstored() == 1);
      assertThat(backend.figures().storeUnknown()).isEqualTo(1);
    }
  }

  @Test
  void aStoreThatThrowsKnowsNothing() throws Exception {
    ChatStore broken =
        chat -> {
          throw new IllegalStateException("broken");
        };
    try (ChatBackend backend = start(TWO_WORDS, broken)) {
      assertThatThrownBy(() -> send(backend, ChatBackends.HELLO)).isInstanceOf(IOException.class);
      Await.until("it is counted", () -> backend.figures().storeUnknown() == 1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_STORED", "UNKNOWN"})
  void failuresMayBeHidden(StoreOutcome outcome) throws Exception {
    try (ChatBackend backend = start(HIDING, always(outcome))) {
      assertThat(send(backend, ChatBackends.HELLO).body()).contains("High tide High ");
      assertThat(send(backend, ChatBackends.HELLO_STREAM).body()).contains("[DONE]");
      Await.until("both are counted", () -> backend.figures().service().count() == 2);
      assertThat(backend.figures().hidden()).isEqualTo(2);
      assertThat(backend.figures().unstored()).isZero();
    }
  }

  @Test
  void noMoreIsKeptThanIsAskedFor() {
    MemoryChatStore store = new MemoryChatStore(10, 12);
    StoredChat first = StoredChat.of(new RequestNumber(0, 1, 1), "12", "345");
    StoredChat second = StoredChat.of(new RequestNumber(0, 2, 1), "12", "34567");
    store.store(first);
    store.store(second);
    assertThat(store.chats()).containsExactly(first, second);
    store.store(first);
    assertThat(store.chats()).containsExactly(second, first);
    store.store(StoredChat.of(new RequestNumber(0, 3, 1), "", "1234567890123"));
    assertThat(store.chats()).isEmpty();
    store.store(first);
    assertThat(store.chats()).containsExactly(first);
  }

  @Test
  void whatFailsOrIsCutIsNotStored() throws Exception {
    MemoryChatStore store = new MemoryChatStore(10, 100);
    try (ChatBackend failing = start(ChatBackends.settings("errorRate", "100"), store);
        ChatBackend cutting = start(ChatBackends.settings("cutRate", "100"), store)) {
      assertThat(send(failing, ChatBackends.HELLO).statusCode()).isEqualTo(500);
      assertThatThrownBy(() -> send(cutting, ChatBackends.HELLO_STREAM))
          .isInstanceOf(IOException.class);
      Await.until("the cut is counted", () -> cutting.figures().cut() == 1);
      assertThat(store.chats()).isEmpty();
    }
  }
}
