package tidemark.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.record.Gauges;
import tidemark.record.Marks;
import tidemark.record.RunHeader;
import tidemark.record.Snapshot;
import tidemark.record.Ticker;
import tidemark.testdb.Await;

@Timeout(60)
class WebViewIT {
  private static final Duration RUN = Duration.ofMinutes(1);

  /** As much as no socket holds. */
  private static final String LARGE = "x".repeat(8 << 20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Ticker ticker =
      new Ticker(
          new RunHeader(
              "X",
              Instant.EPOCH,
              Path.of("x"),
              Duration.ZERO,
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          Gauges.NONE,
          new Marks());
  private final AtomicInteger made = new AtomicInteger();
  private volatile String more = "";
  private WebView view;

  @BeforeEach
  void serve() throws IOException {
    view =
        WebView.start(
            ticker,
            new LiveContent() {
              @Override
              public String page(Snapshot run) {
                return "page of " + run.phase();
              }

              @Override
              public String since(Snapshot run, long nanos) {
                made.incrementAndGet();
                return "%s since %d%s".formatted(run.phase(), nanos, more);
              }
            });
  }

  @AfterEach
  void close() throws IOException {
    ticker.over();
    view.close();
  }

  @Test
  void thePageIsAtItsAddressOnLoopback() throws Exception {
    HttpResponse<String> page = get("");

    assertThat(view.url()).startsWith("http://127.0.0.1:");
    assertThat(page.body()).isEqualTo("page of STARTING");
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
  }

  /** A site's name may be made to point at loopback; its page would read ours then. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 200",
    "localhost, 200",
    "evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "169.254.169.254, 403",
  })
  void onlyOurOwnNamesAreAnswered(String host, int status) throws Exception {
    assertThat(firstLine("GET / HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n", host))
        .startsWith("HTTP/1.1 " + status);
  }

  @Test
  void whatIsNeitherPageNorEventsIsRefused() throws Exception {
    assertThat(get("favicon.ico").statusCode()).isEqualTo(404);
    assertThat(
            firstLine("POST / HTTP/1.1\r\nHost: %s:%d\r\nContent-Length: 0\r\n\r\n", "localhost"))
        .startsWith("HTTP/1.1 405");
  }

  @Test
  void eachTickIsAnEvent() throws Exception {
    ticker.begin(System.nanoTime(), RUN);
    try (Listener listener = listen("events?since=12", "")) {
      assertThat(listener.event()).isEqualTo("MEASURING since 12");
      listener.untilEvent(" since [1-9]\\d{8,}"); // a second or more
    }
  }

  /** A browser that lost its connection says itself what it had. */
  @Test
  void whoComesBackIsToldFromWhereTheyWere() throws Exception {
    try (Listener listener = listen("events?since=12", "Last-Event-ID: 34\r\n")) {
      assertThat(listener.event()).isEqualTo("STARTING since 34");
    }
  }

  @Test
  void theVerdictIsToldBeforeTheEnd() throws Exception {
    ticker.begin(System.nanoTime(), RUN);
    try (Listener listener = listen("events", "")) {
      listener.untilEvent("MEASURING since .*");
      ticker.over();
      view.close();

      listener.untilEvent("OVER since .*");
      assertThat(listener.rest()).isNotNull();
    }
  }

  @Test
  void whoWasSlowToReadIsToldTheVerdictAtTheEnd() throws Exception {
    more = LARGE;
    try (Listener slow = listen("events", "")) {
      Await.until("the first event is made", () -> made.get() > 0);
      more = "";
      ticker.begin(System.nanoTime(), RUN);
      ticker.over();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(this::closeView);

      slow.untilEvent("OVER since .*");
      assertThat(slow.rest()).isNotNull();
      closed.join();
    }
  }

  private void closeView() {
    try {
      view.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One who does not read is told nothing, and all others go on. */
  @Test
  void whoDoesNotReadHoldsUpNobody() throws Exception {
    more = LARGE;
    try (Listener stuck = listen("events", "")) {
      Await.until("the first event is made", () -> made.get() > 0);
      more = "";
      ticker.begin(System.nanoTime(), RUN);
      try (Listener listener = listen("events", "")) {
        listener.untilEvent(" since [1-9]\\d{8,}");
        int before = made.get();
        listener.untilEvent(" since [1-9]\\d{8,}");
        listener.untilEvent(" since [1-9]\\d{8,}");

        assertThat(made.get() - before).as("events for the one who reads alone").isEqualTo(2);
      }
      long start = System.nanoTime();
      view.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      assertThat(stuck.isOpen()).isTrue();
    }
  }

  @Test
  void thereIsRoomForSoManyViewers() throws Exception {
    List<Listener> all = new ArrayList<>();
    try {
      for (int i = 0; i < WebRoutes.MOST_VIEWERS; i++) {
        all.add(listen("events", ""));
        assertThat(all.get(i).event()).startsWith("STARTING");
      }
      assertThat(get("events").statusCode()).isEqualTo(503);

      all.remove(0).close();
      Await.until("there is room again", () -> canListen());
    } finally {
      for (Listener listener : all) {
        listener.close();
      }
    }
  }

  private boolean canListen() throws IOException {
    try (Listener one = listen("events", "")) {
      return one.status().startsWith("HTTP/1.1 200");
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(view.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String firstLine(String request, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.formatted(host, port()).getBytes(UTF_8));
      return String.valueOf(
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
    }
  }

  private int port() {
    return URI.create(view.url()).getPort();
  }

  private Listener listen(String path, String header) throws IOException {
    return new Listener(port(), path, header);
  }

  /** Reads events, as slowly as it is asked to. */
  private static final class Listener implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;

    Listener(int port, String path, String header) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket
          .getOutputStream()
          .write(
              "GET /%s HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n"
                  .formatted(path, port, header)
                  .getBytes(UTF_8));
      lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    String status() throws IOException {
      return String.valueOf(lines.readLine());
    }

    String event() throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: ")) {
          return line.substring("data: ".length());
        }
      }
      throw new AssertionError("no more events");
    }

    void untilEvent(String pattern) throws IOException {
      while (!event().matches(".*" + pattern)) {
        // another one
      }
    }

    /** Up to the end that the server makes. */
    String rest() throws IOException {
      StringBuilder rest = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rest.append(line);
      }
      return rest.toString();
    }

    boolean isOpen() {
      return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
