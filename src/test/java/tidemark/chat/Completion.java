package tidemark.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.record.Shown;

/**
 * What the JSON of a completion says: a whole answer, or the events of one stream one after
 * another. Unknown members are skipped. Not thread-safe.
 */
final class Completion {
  /** In place of a number of tokens. */
  static final long UNKNOWN = -1;

  /** Each answer's is kept and written. */
  private static final int LONGEST_MODEL = 200;

  private static final String CHOICES = "choices";

  /** Members that may say something else, or once more, in an event that begins alike. */
  private static final Set<String> SAYING = Set.of(CHOICES, "usage", "error", "detail");

  private final boolean streamed;
  private final String partName;
  private final TextSoFar text;
  private final CommonHead head = new CommonHead();

  private byte[] bytes = {};
  private int skipped;
  private int contents;
  private int contentFrom;
  private int contentLength;
  private boolean output;
  private boolean reasoning;
  private boolean spoke;
  private boolean finished;
  private boolean emptyForAReason;
  private boolean failed;
  private long outputTokens = UNKNOWN;
  private @Nullable String model;

  private Completion(boolean streamed, TextSoFar text) {
    this.streamed = streamed;
    this.partName = streamed ? "delta" : "message";
    this.text = text;
  }

  /** Of a stream, whose choices hold a {@code delta}. */
  static Completion streamed(TextSoFar text) {
    return new Completion(true, text);
  }

  /** In one piece, whose choices hold a {@code message}. */
  static Completion whole(TextSoFar text) {
    return new Completion(false, text);
  }

  /**
   * Reads an answer, or the stream's next event. The first choice's content goes to the text.
   *
   * @param from what it is in; as it was when this returns
   * @return false if this is no JSON object; what stands before the fault may have been read
   */
  boolean read(byte[] from, int length) {
    bytes = from;
    contents = 0;
    output = false;
    reasoning = false;
    int known = head.lengthIn(from, length);
    if (known == 0) {
      skipped = 0;
      return readRest(length);
    }
    // What follows is an object too, if a brace takes the place of the comma.
    skipped = known - 1;
    from[skipped] = '{';
    try {
      return readRest(length - skipped);
    } finally {
      from[skipped] = ',';
    }
  }

  private boolean readRest(int length) {
    try (JsonParser json = Json.parser(bytes, skipped, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      root(json);
      return json.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private void root(JsonParser json) throws IOException {
    boolean refused = false;
    boolean answered = false;
    boolean plain = streamed && skipped == 0; // so far, nothing that counts in each event
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (plain && SAYING.contains(name)) {
        plain = false;
        if (name.equals(CHOICES)) {
          head.remember(bytes, (int) json.currentTokenLocation().getByteOffset());
        }
      }
      JsonToken value = json.nextToken();
      switch (name) {
        case CHOICES -> {
          answered = true;
          choices(json);
        }
        case "usage" -> usage(json);
        case "error" -> error(json);
        case "detail" -> {
          refused = value != JsonToken.VALUE_NULL;
          json.skipChildren();
        }
        case "model" -> {
          if (value == JsonToken.VALUE_STRING && model == null) {
            model = Shown.cut(json.getText(), LONGEST_MODEL);
          }
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
    failed |= refused && !answered;
  }

  private void choices(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    boolean first = true;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        choice(json, first);
      } else {
        json.skipChildren();
      }
      first = false;
    }
  }

  private void choice(JsonParser json, boolean first) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "text" -> content(json, first); // of the older completions without chat
        case "finish_reason" -> finish(json);
        case "usage" -> usage(json);
        case "error" -> error(json);
        default -> {
          if (value == JsonToken.START_OBJECT && name.equals(partName)) {
            part(json, first);
          } else {
            json.skipChildren();
          }
        }
      }
    }
  }

  private void part(JsonParser json, boolean first) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "content" -> content(json, first);
        case "tool_calls", "function_call" -> output |= isFilled(json);
        case "reasoning", "reasoning_content" -> reasoning |= isFilled(json);
        case "refusal" -> spoke |= isFilled(json);
        default -> json.skipChildren();
      }
    }
    spoke |= output || reasoning;
  }

  private void content(JsonParser json, boolean first) throws IOException {
    if (first && json.currentToken() == JsonToken.VALUE_STRING) {
      contents++;
      contentLength = json.getTextLength();
      contentFrom = skipped + (int) json.currentTokenLocation().getByteOffset() + 1;
      text.append(json.getTextCharacters(), json.getTextOffset(), contentLength);
    }
    output |= isFilled(json);
    spoke |= output;
  }

  private void finish(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      String reason = json.getText();
      finished = true;
      failed |= reason.equals("error");
      emptyForAReason |= !reason.equals("stop");
    }
    json.skipChildren();
  }

  private void usage(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value.isNumeric() && name.equals("completion_tokens")) {
        outputTokens = Math.max(0, json.getLongValue());
      }
      json.skipChildren();
    }
  }

  /** Some servers send an empty one with every answer. */
  private void error(JsonParser json) throws IOException {
    boolean object = json.currentToken() == JsonToken.START_OBJECT;
    failed |= isFilled(json) || object;
  }

  /** True of a text, an array or an object with something in it, and of {@code true}. */
  private static boolean isFilled(JsonParser json) throws IOException {
    JsonToken value = json.currentToken();
    if (!value.isStructStart()) {
      return value == JsonToken.VALUE_TRUE
          || value == JsonToken.VALUE_STRING && json.getTextLength() > 0;
    }
    boolean filled = false;
    while (!json.nextToken().isStructEnd()) {
      filled = true;
      json.skipChildren();
    }
    return filled;
  }

  /** True if what was read last holds content or a piece of a tool call. */
  boolean output() {
    return output;
  }

  /**
   * Where in the bytes that were read last the content of the first choice begins, if that is a
   * text and the only one; else -1.
   */
  int contentFrom() {
    return contents == 1 ? contentFrom : -1;
  }

  /** How many characters that content has. */
  int contentLength() {
    return contentLength;
  }

  /** True if what was read last holds reasoning. */
  boolean reasoning() {
    return reasoning;
  }

  /** True once there was a finish reason. */
  boolean finished() {
    return finished;
  }

  /** True once there was an error, or the finish reason {@code error}. */
  boolean failed() {
    return failed;
  }

  /**
   * True if there was nothing: no content, no reasoning, no tool call, no refusal, and no finish
   * reason beside {@code stop} that explains it. An answer that a filter withheld, or that had no
   * room, is one.
   */
  boolean empty() {
    return !spoke && !emptyForAReason;
  }

  /** As the usage says that came last; {@link #UNKNOWN} without one. */
  long outputTokens() {
    return outputTokens;
  }

  /** The first that was named; null without one. */
  @Nullable String model() {
    return model;
  }
}
