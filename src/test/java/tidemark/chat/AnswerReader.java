package tidemark.chat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/** Reads a chat's answer that comes in one body of JSON, fed in pieces. Not thread-safe. */
final class AnswerReader {
  private final TextSoFar text;
  private final Completion completion;
  private final BytesSoFar body;
  private boolean tooLarge;
  private @Nullable String message;

  /**
   * Makes one for one answer.
   *
   * @param text where the content of the first choice goes; if there is none and the answer is not
   *     good, the body
   * @param maxBytes most bytes that are kept of the body; of a larger one none is read
   */
  AnswerReader(TextSoFar text, int maxBytes) {
    this.text = text;
    completion = Completion.whole(text);
    body = new BytesSoFar(maxBytes);
  }

  /** Takes the next bytes. */
  void feed(byte[] bytes, int offset, int length) {
    tooLarge |= !body.append(bytes, offset, length);
  }

  /** Takes all that remains in the buffer. */
  void feed(ByteBuffer bytes) {
    tooLarge |= !body.append(bytes);
  }

  /** True once the body is larger than is kept: waiting for its end is of no use. */
  boolean tooLarge() {
    return tooLarge;
  }

  /**
   * Reads the body, which has ended; to be called once. A refusal, reasoning or a tool call is an
   * answer too; and a finish reason beside {@code stop}, as {@code length} or {@code
   * content_filter}, explains why there is no content, so that is good.
   *
   * @return null if it is good, else {@link ChatError#TOO_LARGE}, {@link ChatError#EMPTY_RESPONSE},
   *     {@link ChatError#BAD_JSON} or {@link ChatError#STREAM_ERROR}
   */
  @Nullable ChatError end() {
    ChatError error = outcome();
    if (error != null && !tooLarge) {
      message = ErrorBody.line(body.array(), body.length());
      if (text.isEmpty()) {
        text.append(body.text());
      }
    }
    return error;
  }

  private @Nullable ChatError outcome() {
    if (tooLarge) {
      return ChatError.TOO_LARGE;
    }
    if (isBlank()) {
      return ChatError.EMPTY_RESPONSE;
    }
    if (!completion.read(body.array(), body.length())) {
      return ChatError.BAD_JSON;
    }
    if (completion.failed()) {
      return ChatError.STREAM_ERROR;
    }
    return completion.empty() ? ChatError.EMPTY_RESPONSE : null;
  }

  /** Servers send blank lines while they are busy; with nothing after them this is no JSON. */
  private boolean isBlank() {
    for (int i = 0; i < body.length(); i++) {
      if (body.array()[i] > ' ' || body.array()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** As the server's usage says; {@link Completion#UNKNOWN} without one. */
  long outputTokens() {
    return completion.outputTokens();
  }

  /** As the answer names it; null without one. */
  @Nullable String model() {
    return completion.model();
  }

  /** What a person may want to know of an answer that is not good; null if there is nothing. */
  @Nullable String message() {
    return message;
  }
}
