package tidemark.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;

/**
 * What a body asks for.
 *
 * @param stream whether the answer is to come as events
 * @param usage whether a stream is to end with the tokens used
 * @param maxTokens most tokens that the answer may have; from 1
 * @param promptTokens what the messages count for: four characters are a token
 * @param prompt what the user says last
 */
record ChatRequest(boolean stream, boolean usage, int maxTokens, int promptTokens, String prompt) {
  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A body that no chat can come of; the message tells the client why. */
  static final class Invalid extends Exception {
    Invalid(String message) {
      super(message);
    }
  }

  static ChatRequest parse(byte[] body) throws Invalid {
    JsonNode json = read(body);
    int promptTokens = promptTokens(json.path("messages"));
    JsonNode options = json.path("stream_options");
    return new ChatRequest(
        flag(json, "stream"),
        flag(options, "include_usage"),
        Math.min(limit(json, "max_tokens"), limit(json, "max_completion_tokens")),
        promptTokens,
        prompt(json.path("messages")));
  }

  private static JsonNode read(byte[] body) throws Invalid {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Invalid("the body is not valid JSON");
    } catch (IOException e) {
      throw new Invalid("the body cannot be read");
    }
  }

  private static int promptTokens(JsonNode messages) throws Invalid {
    if (!messages.isArray() || messages.isEmpty()) {
      throw new Invalid("'messages' must be an array with at least one message");
    }
    long characters = 0;
    for (JsonNode message : messages) {
      JsonNode content = message.path("content");
      if (!message.path("role").isTextual() || content.isMissingNode()) {
        throw new Invalid("each of 'messages' must have a role and a content");
      }
      characters += text(content).length();
    }
    return Math.toIntExact((characters + 3) / 4);
  }

  /** Content of several parts counts as it is written. */
  private static String text(JsonNode content) {
    return content.isTextual() ? content.textValue() : content.toString();
  }

  /** The last message is the user's, unless somebody asks for an odd thing. */
  private static String prompt(JsonNode messages) {
    for (int i = messages.size() - 1; i > 0; i--) {
      if (messages.get(i).path("role").textValue().equals("user")) {
        return text(messages.get(i).path("content"));
      }
    }
    return text(messages.get(0).path("content"));
  }

  private static boolean flag(JsonNode json, String name) throws Invalid {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new Invalid("'" + name + "' must be true or false");
    }
    return value.booleanValue();
  }

  private static int limit(JsonNode json, String name) throws Invalid {
    JsonNode value = json.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Integer.MAX_VALUE;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
      throw new Invalid("'" + name + "' must be a whole number from 1");
    }
    return value.intValue();
  }
}
