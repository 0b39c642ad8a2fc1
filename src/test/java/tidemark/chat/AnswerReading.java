package tidemark.chat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;

/** Reads an answer in one body of JSON. */
final class AnswerReading implements Reading {
  /** Some hundred times what models can answer. */
  static final int MAX_BYTES = 8 << 20;

  private final TextSoFar text;
  private final AnswerReader reader;

  AnswerReading(int maxTextChars) {
    this.text = new TextSoFar(maxTextChars);
    this.reader = new AnswerReader(text, MAX_BYTES);
  }

  @Override
  public boolean feed(ByteBuffer bytes, long nowNanos) {
    reader.feed(bytes);
    return reader.tooLarge();
  }

  @Override
  public ChatOutcome end() {
    ChatError error = reader.end();
    return new ChatOutcome(error, reader.message(), reader.model(), text, reader.outputTokens());
  }

  @Override
  public ChatOutcome brokenOff(ChatError why, @Nullable String message) {
    return ChatOutcome.failed(why, message);
  }
}
