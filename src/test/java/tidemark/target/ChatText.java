package tidemark.target;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;

/**
 * What the server writes: events and answers. Events are made once and shared by all streams, as
 * thousands of them a second would be the same; so all streams have one id. Immutable.
 */
class ChatText {
  private static final String DONE = "data: [DONE]\n\n";

  private final String model;
  private final long created;

  /** How each event begins. */
  private final String chunk;

  private final List<String> plain;

  /** The same as they stand in JSON. */
  private final List<String> words;

  private final Buffer role;
  private final List<Buffer> tokens;

  /**
   * @param text whose words are the tokens, each with a space after it
   * @param created what answers say of the time, in seconds of the epoch
   */
  ChatText(String text, String model, long created) {
    this.model = escaped(model);
    this.created = created;
    this.chunk = "data: {" + head("chat.completion.chunk");
    this.role = Buffer.buffer(event("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
    this.plain = Arrays.stream(text.strip().split("\\s+")).map(word -> word + " ").toList();
    this.words = plain.stream().map(ChatText::escaped).toList();
    this.tokens = words.stream().map(this::event).toList();
  }

  /** One that says the same, but for what is overridden. */
  ChatText(ChatText other) {
    this.model = other.model;
    this.created = other.created;
    this.chunk = other.chunk;
    this.plain = other.plain;
    this.words = other.words;
    this.role = other.role;
    this.tokens = other.tokens;
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  /** The event of a token that stands in JSON like this. */
  final Buffer event(String word) {
    return Buffer.buffer(event("{\"content\":\"" + word + "\"}", "null"));
  }

  private String event(String delta, String finishReason) {
    return chunk
        + "\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finishReason
        + "}]}\n\n";
  }

  private String head(String object) {
    return "\"id\":\"chatcmpl-tidemark\",\"object\":\"%s\",\"created\":%d,\"model\":\"%s\","
        .formatted(object, created, model);
  }

  /** What so many tokens say. */
  final String plain(int count) {
    StringBuilder said = new StringBuilder(8 * count);
    for (int i = 0; i < count; i++) {
      said.append(plain.get(i % plain.size()));
    }
    return said.toString();
  }

  /** The event that opens a stream. */
  Buffer role() {
    return role;
  }

  /** A token, counted from 0, as it stands in JSON. */
  String word(int number) {
    return words.get(number % words.size());
  }

  /** The event of one token, counted from 0. */
  Buffer token(int number) {
    return tokens.get(number % tokens.size());
  }

  /** The events that end a stream of so many tokens. */
  Buffer end(ChatRequest request, int count) {
    String finish = event("{}", finishReason(request, count));
    String usage =
        request.usage() ? chunk + "\"choices\":[]," + usage(request, count) + "}\n\n" : "";
    return Buffer.buffer(finish + usage + DONE);
  }

  /** An answer of so many tokens, in JSON. */
  Buffer answer(ChatRequest request, int count, String chatId) {
    StringBuilder json = new StringBuilder(256 + 8 * count);
    json.append('{').append(head("chat.completion"));
    json.append("\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"");
    for (int i = 0; i < count; i++) {
      json.append(word(i));
    }
    json.append("\"},\"finish_reason\":").append(finishReason(request, count)).append("}],");
    json.append(usage(request, count));
    json.append(",\"chat_id\":\"").append(chatId).append("\"}");
    return Buffer.buffer(json.toString());
  }

  private static String finishReason(ChatRequest request, int count) {
    return count == request.maxTokens() ? "\"length\"" : "\"stop\"";
  }

  private static String usage(ChatRequest request, int count) {
    return "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
        .formatted(request.promptTokens(), count, request.promptTokens() + count);
  }
}
