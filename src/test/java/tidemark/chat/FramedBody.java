package tidemark.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A body that was written beforehand, all but the prompt and what was said before. Immutable.
 *
 * @param whole the parts of a request for one whole answer
 * @param streamed the same of a request for a stream
 */
record FramedBody(List<BodyPart> whole, List<BodyPart> streamed) implements ChatBody {
  /**
   * Writes only ASCII, as Python's clients do: so half a surrogate pair, which UTF-8 cannot say, is
   * sent as it is.
   */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final JsonStringEncoder QUOTING = JsonStringEncoder.getInstance();
  private static final int FIRST_BEYOND_ASCII = 0x80;

  @Override
  public byte[] of(byte[] history, String prompt, boolean stream) {
    List<BodyPart> parts = stream ? streamed : whole;
    byte[] escaped = escapedBytes(prompt);
    int size = 0;
    for (BodyPart part : parts) {
      size += part.bytes(history, escaped).length;
    }
    ByteBuffer body = ByteBuffer.allocate(size);
    for (BodyPart part : parts) {
      body.put(part.bytes(history, escaped));
    }
    return body.array();
  }

  /** The mapper would make a generator for each prompt, which costs as much as all the rest. */
  private static byte[] escapedBytes(String prompt) {
    boolean ascii = prompt.chars().allMatch(one -> one < FIRST_BEYOND_ASCII);
    return ascii ? QUOTING.quoteAsUTF8(prompt) : utf8(escaped(prompt));
  }

  /** The text as it stands within the quotes of a JSON string. */
  static String escaped(String text) {
    String quoted = json(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
