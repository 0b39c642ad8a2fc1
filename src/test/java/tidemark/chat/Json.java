package tidemark.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** The parser of everything that servers send. Thread-safe. */
final class Json {
  /** Far more than any answer has; tool calls carry their arguments as text. */
  private static final int MAX_DEPTH = 100;

  /** Names come from servers: interning them would keep whatever a broken one sends for good. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private Json() {}

  /**
   * A parser of so many bytes; to be closed.
   *
   * @throws IOException if not even the encoding is one of JSON's
   */
  static JsonParser parser(byte[] bytes, int from, int length) throws IOException {
    return FACTORY.createParser(bytes, from, length);
  }
}
