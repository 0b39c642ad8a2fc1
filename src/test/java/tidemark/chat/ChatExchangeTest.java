package tidemark.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.http.client.HttpListener;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidemark.error.ChatError;
import tidemark.record.ChatRecorder;
import tidemark.record.ChatSample;
import tidemark.record.Response;

/** An exchange and what an HTTP engine may tell it, in whatever order. */
class ChatExchangeTest {
  private static final String TOKEN = "tk-1";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final String EVENT = "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n";
  private static final String FINISH =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";
  private static final String ANSWER = "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}";

  private final EventLoop loop = new DefaultEventLoop();
  private final Channel channel = new EmbeddedChannel();
  private final BlockingQueue<Response> told = new LinkedBlockingQueue<>();

  @AfterEach
  void close() throws InterruptedException {
    channel.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  private interface Told {
    void to(HttpListener listener) throws Exception;
  }

  /** Has the exchange begin and the engine tell it all this, on the event loop. */
  private ChatExchange exchange(boolean streamed, Duration timeout, Told... all) {
    ChatTarget target =
        new ChatTarget(
            URI.create("http://localhost/"),
            Optional.of(TOKEN),
            false,
            new ChatLimits(timeout, Optional.empty(), Optional.empty()),
            (history, prompt, stream) -> new byte[0],
            20);
    ChatExchange exchange = of(target, streamed);
    onLoop(() -> exchange.start(listener -> {}));
    tell(exchange, all);
    return exchange;
  }

  private ChatExchange of(ChatTarget target, boolean streamed) {
    return new ChatExchange(
        target,
        new ChatTimings(ChatRecorder.NONE, ChatSample.NEVER),
        loop,
        "chat",
        streamed,
        0,
        (response, answer) -> told.add(response));
  }

  private void tell(HttpListener listener, Told... all) {
    for (Told one : all) {
      onLoop(
          () -> {
            one.to(listener);
          });
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void onLoop(Work work) {
    try {
      loop.submit(
              () -> {
                work.run();
                return "done";
              })
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private Told written() {
    return listener -> listener.onWrite(channel);
  }

  private static Told head(int status) {
    return listener ->
        listener.onHttpResponse(HttpResponseStatus.valueOf(status), new DefaultHttpHeaders());
  }

  private static Told body(String text, boolean last) {
    return listener ->
        listener.onHttpResponseBodyChunk(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8), last);
  }

  private static Told thrown(Exception thrown) {
    return listener -> listener.onThrowable(thrown);
  }

  /** The one response; waits for it. */
  private Response only() throws InterruptedException {
    Response response = told.poll(10, TimeUnit.SECONDS);
    assertThat(response).as("nothing was told").isNotNull();
    assertThat(told).isEmpty();
    return response;
  }

  private @Nullable ChatError error() throws InterruptedException {
    return only().sample().error();
  }

  @Test
  void isToldOnceWhateverComesLater() throws Exception {
    exchange(
        false,
        LONG,
        written(),
        head(200),
        body(ANSWER, true),
        body(ANSWER, true),
        head(500),
        body("x", true),
        thrown(new IOException("Connection reset")));

    assertThat(error()).isNull();
  }

  @Test
  void aFailureIsToldOnceWhateverComesLater() throws Exception {
    exchange(
        false,
        LONG,
        written(),
        thrown(new IOException("Connection reset")),
        head(200),
        body(ANSWER, true),
        thrown(new IOException("again")));

    assertThat(error()).isEqualTo(ChatError.CONNECTION_RESET);
  }

  @Test
  void aLimitIsToldOnceAndClosesTheConnection() throws Exception {
    ChatExchange exchange = exchange(true, SHORT, written(), head(200), body(EVENT, false));
    Response response = only();
    tell(exchange, body(DONE, true), thrown(new IOException("closed")));

    assertThat(response.sample().error()).isEqualTo(ChatError.TIMEOUT);
    assertThat(response.text()).isEqualTo("Hi");
    assertThat(channel.isOpen()).isFalse();
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsWrittenAfterTheEndIsNotSent() throws Exception {
    ChatExchange exchange = exchange(true, SHORT);
    assertThat(error()).isEqualTo(ChatError.TIMEOUT);
    tell(exchange, written());

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void whatIsWrittenOnceMoreIsNotSent() throws Exception {
    Channel other = new EmbeddedChannel();
    exchange(
        false,
        LONG,
        written(),
        listener -> listener.onWrite(other),
        thrown(new IOException("closed")));

    assertThat(other.isOpen()).isFalse();
    assertThat(only().sample().failed()).isTrue();
  }

  @Test
  void aSecondAnswerIsAFailure() throws Exception {
    exchange(false, LONG, written(), head(200), head(200));

    assertThat(error()).isEqualTo(ChatError.CONNECTION_CLOSED);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void afterDoneTheRestIsAwaitedOutsideOfTheSample() throws Exception {
    ChatExchange exchange = exchange(true, LONG, written(), head(200), body(EVENT + DONE, false));
    long afterDone = System.nanoTime();
    tell(exchange, body("", true));
    Response response = only();

    assertThat(response.sample().error()).isNull();
    assertThat(response.sample().endNanos()).isLessThan(afterDone);
    assertThat(channel.isOpen()).as("it can be used again").isTrue();
  }

  @Test
  void afterDoneAConnectionThatIsLeftOpenIsClosed() throws Exception {
    exchange(true, LONG, written(), head(200), body(EVENT + DONE, false));
    long afterDone = System.nanoTime();
    Response response = only();

    assertThat(response.sample().error()).isNull();
    assertThat(response.sample().endNanos()).isLessThan(afterDone);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aFinishWithNothingAfterItIsGood() throws Exception {
    exchange(true, LONG, written(), head(200), body(EVENT + FINISH, false));
    long afterFinish = System.nanoTime();
    Response response = only();

    assertThat(response.sample().error()).isNull();
    assertThat(response.sample().endNanos()).isLessThan(afterFinish);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void afterDoneAResetIsNoFailure() throws Exception {
    exchange(
        true,
        LONG,
        written(),
        head(200),
        body(EVENT + DONE, false),
        thrown(new IOException("Connection reset")));

    assertThat(error()).isNull();
  }

  @Test
  void whatComesAfterDoneCountsForNothing() throws Exception {
    exchange(
        true,
        LONG,
        written(),
        head(200),
        body(EVENT + DONE, false),
        body(EVENT + "data: {\"error\":\"late\"}\n\n", false),
        body("", true));
    Response response = only();

    assertThat(response.sample().error()).isNull();
    assertThat(response.sample().outputTokens()).isEqualTo(1);
    assertThat(response.text()).isEqualTo("Hi");
  }

  @Test
  void anEngineThatThrowsIsAFailure() throws Exception {
    ChatTarget target =
        new ChatTarget(
            URI.create("http://localhost/"),
            Optional.empty(),
            false,
            new ChatLimits(LONG, Optional.empty(), Optional.empty()),
            (history, prompt, stream) -> new byte[0],
            20);
    onLoop(
        () ->
            of(target, false)
                .start(
                    listener -> {
                      throw new IllegalStateException("no engine");
                    }));

    Response response = only();
    assertThat(response.sample().error()).isEqualTo(ChatError.CONNECTION_FAILED);
    assertThat(response.message()).isEqualTo("no engine");
  }

  @Test
  void theTokenIsHiddenWhenItComesBackAndLongTextsAreCut() throws Exception {
    exchange(false, LONG, written(), head(401), body("tk-1 is bad" + "x".repeat(30), true));
    Response response = only();

    assertThat(response.message()).startsWith("*** is bad");
    assertThat(response.text()).isEqualTo("*** is badxxxxxxxxx");
    assertThat(response.truncated()).isTrue();
    assertThat(List.of(response).toString()).doesNotContain(TOKEN);
  }
}
