package tidemark.chat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/** Reads the events of one chat's stream. Not thread-safe. */
final class ChunkReader {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  private final TextSoFar text;
  private final Completion completion;
  private final Refrain refrain = new Refrain();
  private boolean done;
  private @Nullable String message;

  /** Makes one whose content goes to the text. */
  ChunkReader(TextSoFar text) {
    this.text = text;
    completion = Completion.streamed(text);
  }

  /**
   * Reads the next event of a stream if it is a token like the last one.
   *
   * @return the index after it; {@code from} if it is not, or not whole
   */
  int readToken(byte[] bytes, int from, int end) {
    int next = refrain.next(bytes, from, end);
    if (next > from) {
      text.appendAscii(bytes, refrain.contentFrom(), refrain.contentTo());
    }
    return next;
  }

  /** Reads the next event from the first so many bytes. */
  StreamEvent read(byte[] data, int length) {
    if (length >= DONE.length && Arrays.equals(data, 0, DONE.length, DONE, 0, DONE.length)) {
      done = true;
      return StreamEvent.DONE;
    }
    if (!completion.read(data, length)) {
      message = ErrorBody.line(data, length);
      return StreamEvent.BAD_JSON;
    }
    if (completion.failed()) {
      message = ErrorBody.line(data, length);
      return StreamEvent.FAILED;
    }
    if (completion.output()) {
      refrain.remember(data, length, completion.contentFrom(), completion.contentLength());
      return StreamEvent.OUTPUT;
    }
    return completion.reasoning() ? StreamEvent.REASONING : StreamEvent.NO_TOKEN;
  }

  /** True once there was {@code [DONE]} or a finish reason: usage may still follow. */
  boolean finished() {
    return done || completion.finished();
  }

  /**
   * What a stream that ended here failed of: {@link ChatError#STREAM_TRUNCATED} or {@link
   * ChatError#EMPTY_RESPONSE}; null if it is good. A finish reason beside {@code stop}, as {@code
   * length} or {@code content_filter}, explains why nothing else came, so that is good.
   */
  @Nullable ChatError atEnd() {
    if (!finished()) {
      return ChatError.STREAM_TRUNCATED;
    }
    return completion.empty() ? ChatError.EMPTY_RESPONSE : null;
  }

  /** As the server's last usage says; {@link Completion#UNKNOWN} without one. */
  long outputTokens() {
    return completion.outputTokens();
  }

  /** As the first event names it; null without one. */
  @Nullable String model() {
    return completion.model();
  }

  /** What a person may want to know of the event that failed; null if there was none. */
  @Nullable String message() {
    return message;
  }
}
