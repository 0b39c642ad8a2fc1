package tidemark.chat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/**
 * Reads an answer that was asked for as a stream, whatever its content type says. A body that
 * begins as JSON does is no stream: it is read as an error, or as an answer, which is not what was
 * asked for and counts as a stream that is truncated.
 */
final class StreamReading implements Reading, EventHandler {
  /** Far beyond a token: a server may send a whole tool call in one event. */
  private static final int MAX_EVENT_BYTES = 1 << 20;

  private final TextSoFar text;
  private final ChatTimings timings;
  private final ChunkReader chunks;
  private final EventStream events;
  private @Nullable AnswerReader json;
  private boolean begun;
  private boolean done;
  private boolean over;
  private @Nullable ChatError failure;
  private @Nullable String message;
  private long nowNanos;

  StreamReading(int maxTextChars, ChatTimings timings) {
    this.text = new TextSoFar(maxTextChars);
    this.timings = timings;
    this.chunks = new ChunkReader(text);
    this.events = new EventStream(this, MAX_EVENT_BYTES);
  }

  @Override
  public boolean feed(ByteBuffer bytes, long now) {
    nowNanos = now;
    if (!begun) {
      begin(bytes);
    }
    if (json != null) {
      json.feed(bytes);
      return json.tooLarge();
    }
    events.feed(bytes);
    timings.endOfPacket();
    return settled();
  }

  /** Looks at the first byte that is not blank. */
  private void begin(ByteBuffer bytes) {
    for (int i = bytes.position(); i < bytes.limit() && !begun; i++) {
      byte one = bytes.get(i);
      begun = one < 0 || one > ' ';
      if (one == '{') {
        json = new AnswerReader(text, AnswerReading.MAX_BYTES);
      }
    }
  }

  @Override
  public boolean whole() {
    return failure == null && chunks.finished();
  }

  private boolean settled() {
    return done || failure != null;
  }

  @Override
  public int taken(byte[] bytes, int from, int end) {
    int next = settled() ? from : chunks.readToken(bytes, from, end);
    if (next > from) {
      timings.token(nowNanos, true);
    }
    return next;
  }

  @Override
  public void event(byte[] data, int length) {
    if (settled()) {
      return;
    }
    switch (chunks.read(data, length)) {
      case OUTPUT -> timings.token(nowNanos, true);
      case REASONING -> timings.token(nowNanos, false);
      case NO_TOKEN -> {}
      case DONE -> done = true;
      case FAILED -> fail(ChatError.STREAM_ERROR, chunks.message());
      case BAD_JSON -> badJson();
    }
  }

  /** The last event, if its blank line is missing, is cut rather than bad. */
  private void badJson() {
    if (!over) {
      fail(ChatError.BAD_JSON, chunks.message());
    }
  }

  @Override
  public void error(byte[] data, int length) {
    if (!settled()) {
      fail(ChatError.STREAM_ERROR, ErrorBody.line(data, length));
    }
  }

  @Override
  public void tooLarge() {
    if (!settled()) {
      fail(ChatError.TOO_LARGE, null);
    }
  }

  private void fail(ChatError error, @Nullable String why) {
    failure = error;
    message = why;
  }

  @Override
  public ChatOutcome end() {
    if (json != null) {
      return answered(json);
    }
    endStream();
    return outcome(failure == null ? chunks.atEnd() : failure);
  }

  private void endStream() {
    over = true;
    events.end();
    timings.endOfPacket();
  }

  private ChatOutcome answered(AnswerReader whole) {
    ChatError error = whole.end();
    boolean good = error == null;
    return new ChatOutcome(
        good ? ChatError.STREAM_TRUNCATED : error,
        good ? "a whole answer in place of a stream" : whole.message(),
        whole.model(),
        text,
        whole.outputTokens());
  }

  @Override
  public ChatOutcome brokenOff(ChatError why, @Nullable String whyMessage) {
    endStream();
    if (failure == null && !whole()) {
      fail(why, whyMessage);
    }
    return outcome(failure == null ? chunks.atEnd() : failure);
  }

  private ChatOutcome outcome(@Nullable ChatError error) {
    return new ChatOutcome(error, message, chunks.model(), text, chunks.outputTokens());
  }
}
