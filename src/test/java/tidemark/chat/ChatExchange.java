package tidemark.chat;

import io.gatling.http.client.HttpListener;
import io.gatling.http.client.Request;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;
import tidemark.error.ChatErrors;
import tidemark.record.ChatSample;
import tidemark.record.Response;

/**
 * One chat of one user: a request, what is read of the answer, and one sample, however it ends. All
 * of it happens on the user's event loop.
 *
 * <p>The outcome may be known before the response has ended, as after {@code [DONE]}: the sample
 * ends there. The rest is then awaited for a moment, so that the connection can be used again; a
 * connection that is not through by then is closed, for the next answer on it would be mixed up
 * with this one.
 */
final class ChatExchange implements HttpListener {
  /** For what comes after the outcome: as a rule it is in the same packet. */
  private static final long REST_NANOS = Duration.ofMillis(100).toNanos();

  /** For usage and {@code [DONE]} after the finish reason; some servers just stop there. */
  private static final long AFTER_FINISH_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int NONE_YET = 0;

  private final ChatTarget target;
  private final String requestName;
  private final boolean streamed;
  private final int keptChars;
  private final BiConsumer<Response, TextSoFar> done;
  private final ChatTimings timings;
  private final Patience patience;
  private final LimitTimer timer;

  private @Nullable Channel channel;
  private int status = NONE_YET;
  private @Nullable Reading reading;
  private @Nullable ChatOutcome outcome;
  private @Nullable Throwable thrown;
  private long endNanos;
  private boolean over;

  /**
   * An exchange.
   *
   * @param timings which have started
   * @param answerChars how much of an answer is needed beyond what the target keeps of it
   * @param done told once, on the event loop; what was answered comes as it is, with the token
   */
  ChatExchange(
      ChatTarget target,
      ChatTimings timings,
      EventLoop loop,
      String requestName,
      boolean streamed,
      int answerChars,
      BiConsumer<Response, TextSoFar> done) {
    this.target = target;
    this.requestName = requestName;
    this.streamed = streamed;
    this.keptChars = Math.max(target.maxTextChars(), answerChars);
    this.done = done;
    this.timer = new LimitTimer(loop, this::due);
    this.timings = timings;
    this.patience = new Patience(target.limits(), streamed, timings);
  }

  /**
   * Sends the request.
   *
   * @param engine hands it to the HTTP engine, with the listener that it is given
   */
  void start(Consumer<HttpListener> engine) {
    timer.set(patience.endNanos());
    try {
      engine.accept(this);
    } catch (RuntimeException e) { // a user that is told nothing would wait for ever
      onThrowable(e);
    }
  }

  @Override
  public void onFinalClientRequest(Request request) {}

  /** The request is about to be written: too late, or once more, it must not be. */
  @Override
  public void onWrite(Channel open) {
    if (over || channel != null) {
      open.close();
    } else {
      channel = open;
      BreakCause.rememberFor(open);
    }
  }

  @Override
  public void onHttpResponse(HttpResponseStatus responseStatus, HttpHeaders headers) {
    if (outcome != null) {
      return;
    }
    if (status != NONE_YET) {
      breakOff(ChatError.CONNECTION_CLOSED, "a second answer");
      closeAndFinish();
      return;
    }
    status = responseStatus.code();
    reading = reading(headers);
    if (responseStatus.codeClass() == HttpStatusClass.INFORMATIONAL) {
      // the engine takes it for the whole answer, and would give the true one to the next request
      breakOff(ChatError.status(status), null);
      closeAndFinish();
    }
  }

  private Reading reading(HttpHeaders headers) {
    if (HttpStatusClass.valueOf(status) != HttpStatusClass.SUCCESS) {
      String retryAfter = headers.get(HttpHeaderNames.RETRY_AFTER);
      return new StatusReading(status, retryAfter, target.maxTextChars());
    }
    return streamed ? new StreamReading(keptChars, timings) : new AnswerReading(keptChars);
  }

  @Override
  public void onHttpResponseBodyChunk(ByteBuf chunk, boolean last) {
    if (outcome == null && reading != null) {
      read(reading, chunk, last);
    }
    if (last && outcome != null) {
      finish();
    }
  }

  private void read(Reading from, ByteBuf chunk, boolean last) {
    endNanos = System.nanoTime();
    boolean settled = from.feed(bytesOf(chunk), endNanos);
    if (last) {
      outcome = from.end();
    } else if (settled) {
      outcome = from.end();
      timer.set(endNanos + REST_NANOS);
    } else if (from.whole()) {
      timer.set(Math.min(endNanos + AFTER_FINISH_NANOS, patience.endNanos()));
    } else {
      timer.set(patience.endNanos());
    }
  }

  /**
   * Its own view of itself where it has one: it is read at once, and there is one for each token.
   */
  private static ByteBuffer bytesOf(ByteBuf chunk) {
    return chunk.nioBufferCount() == 1
        ? chunk.internalNioBuffer(chunk.readerIndex(), chunk.readableBytes())
        : chunk.nioBuffer();
  }

  @Override
  public void onThrowable(Throwable told) {
    if (outcome == null) {
      Throwable broke = channel == null ? null : BreakCause.of(channel);
      Throwable cause = broke == null ? told : broke;
      thrown = cause;
      breakOff(ChatErrors.of(cause, channel != null), cause.getMessage());
    }
    finish();
  }

  /** A limit, or the rest has not come. */
  private void due() {
    if (outcome == null) {
      breakOff(patience.error(), null);
    }
    closeAndFinish();
  }

  /** A good answer ends with its last byte, whatever came after; a failure ends now. */
  private void breakOff(ChatError why, @Nullable String message) {
    ChatOutcome broken =
        reading == null ? ChatOutcome.failed(why, message) : reading.brokenOff(why, message);
    if (broken.error() != null) {
      endNanos = System.nanoTime();
    }
    outcome = broken;
  }

  private void closeAndFinish() {
    if (channel != null) {
      channel.close();
    }
    finish();
  }

  /** Tells the outcome, once. */
  private void finish() {
    ChatOutcome known = outcome;
    if (over || known == null) {
      return;
    }
    over = true;
    timer.cancel();
    done.accept(response(sample(known), known), known.text());
  }

  private ChatSample sample(ChatOutcome known) {
    boolean reported = known.outputTokens() != Completion.UNKNOWN;
    return new ChatSample(
        requestName,
        streamed,
        timings.plannedNanos(),
        timings.startNanos(),
        timings.firstNanos(),
        timings.firstOutputNanos(),
        timings.lastNanos(),
        endNanos,
        status,
        known.error(),
        reported ? known.outputTokens() : timings.tokens(),
        reported);
  }

  private Response response(ChatSample sample, ChatOutcome known) {
    TextSoFar text = known.text().first(target.maxTextChars());
    return new Response(
        sample,
        withoutToken(known.model()),
        target.hideToken(text.toString()),
        text.truncated(),
        withoutToken(known.message()),
        known.error() == null ? null : thrown);
  }

  private @Nullable String withoutToken(@Nullable String text) {
    return text == null ? null : target.hideToken(text);
  }
}
