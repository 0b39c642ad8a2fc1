package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidemark.testdb.Await;

/** A server goes without a trace, whatever it is at. */
class ChatBackendCloseIT {
  /** Other tests in this JVM may have servers and threads of their own. */
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  private Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(
            thread -> thread.getName().matches("(vert\\.?x|multiThread|globalEvent|nio|epoll).*"))
        .collect(Collectors.toSet());
  }

  private static Set<Path> caches() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("vertx"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void leavesNoThreadAndNoFile() throws Exception {
    Set<Path> cachesBefore = caches();
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings())) {
      HttpClient.newHttpClient()
          .send(ChatBackends.post(server, ChatBackends.HELLO_STREAM), BodyHandlers.ofString());
      assertThat(threads()).isNotEmpty();
      assertThat(caches()).isEqualTo(cachesBefore);
    }
    Await.until("its threads have ended", () -> threads().isEmpty());
  }

  @Test
  void endsStreamsUnderWay() throws Exception {
    ChatBackend server = ChatBackend.start(ChatBackends.settings("latency", "10m"));
    var answer =
        HttpClient.newHttpClient()
            .sendAsync(
                ChatBackends.post(server, ChatBackends.HELLO_STREAM), BodyHandlers.ofString());
    Await.until("the chat is there", () -> server.figures().chats() == 1);
    server.close();
    server.close();
    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class);
    Await.until("its threads have ended", () -> threads().isEmpty());
  }

  @Test
  void leavesNoThreadWhenItCannotStart() throws Exception {
    try (ChatBackend server = ChatBackend.start(ChatBackends.settings())) {
      Set<Thread> itsOwn = threads();
      ChatBackendSettings same = ChatBackends.settings("port", Integer.toString(server.port()));
      assertThatThrownBy(() -> ChatBackend.start(same)).isInstanceOf(IOException.class);
      Await.until("its threads have ended", () -> threads().equals(itsOwn));
    }
  }
}
