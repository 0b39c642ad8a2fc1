package tidemark.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tidemark.testdb.Await;

/** A backend that does not take all that comes. */
class ChatLimitIT {
  private final HttpClient client = HttpClient.newHttpClient();

  private CompletableFuture<HttpResponse<String>> hello(ChatBackend backend) {
    return client.sendAsync(
        ChatBackends.post(backend, ChatBackends.HELLO_STREAM), BodyHandlers.ofString());
  }

  private static void assertLimited(HttpResponse<String> answer, String seconds) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains(seconds);
    assertThat(answer.body()).contains("\"rate_limit_error\"");
  }

  @Test
  void someAreToldToComeAgain() throws Exception {
    try (ChatBackend backend =
        ChatBackend.start(ChatBackends.settings("limitRate", "100", "retryAfter", "1500ms"))) {
      assertLimited(hello(backend).join(), "2");
      assertThat(backend.figures().limited()).isEqualTo(1);
    }
  }

  @Test
  void moreThanItsCapacityWaitAndMoreThanItsQueueAreTurnedAway() throws Exception {
    try (ChatBackend backend =
        ChatBackend.start(
            ChatBackends.settings("capacity", "1", "queue", "1", "latency", "300ms"))) {
      var first = hello(backend);
      Await.until("the first is there", () -> backend.figures().chats() == 1);
      var second = hello(backend);
      Await.until("the second is there", () -> backend.figures().chats() == 2);
      assertLimited(hello(backend).join(), "1");
      assertThat(first.join().body()).contains("[DONE]");
      assertThat(second.join().body()).contains("[DONE]");
      Await.until("both are counted", () -> backend.figures().service().count() == 2);
      assertThat(backend.figures().service().max()).as("it waited").isGreaterThan(500);
      assertThat(backend.figures().firstToken().max()).isGreaterThan(500);
    }
  }

  @Test
  void whoGivesUpLeavesTheirPlaceAndSeat() throws Exception {
    try (ChatBackend backend =
        ChatBackend.start(ChatBackends.settings("capacity", "1", "queue", "1", "latency", "10m"))) {
      var first = hello(backend);
      Await.until("the first is there", () -> backend.figures().chats() == 1);
      var second = hello(backend);
      Await.until("the second is there", () -> backend.figures().chats() == 2);
      second.cancel(true);
      Await.until("the second is gone", () -> backend.figures().abandoned() == 1);
      var third = hello(backend);
      Await.until("the third is there", () -> backend.figures().chats() == 3);
      assertThat(backend.figures().limited()).isZero();
      first.cancel(true);
      Await.until("the first is gone", () -> backend.figures().abandoned() == 2);
      third.cancel(true);
      Await.until("the third is gone", () -> backend.figures().abandoned() == 3);
      hello(backend);
      hello(backend);
      Await.until("two more are there", () -> backend.figures().chats() == 5);
      assertThat(backend.figures().limited()).isZero();
    }
  }
}
