package tidemark.target;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server writes: events and answers. Events are made once and shared by all streams, as
 * thousands of them a second would be the same; so all streams have one id. Immutable.
 */
final class ChatText {
  private static final String DONE = "data: [DONE]\n\n";

  private final String model;
  private final long created;

  /** As they stand in JSON. */
  private final List<String> words = new ArrayList<>();

  private final Buffer role;
  private final List<Buffer> tokens = new ArrayList<>();

  /**
   * @param text whose words are the tokens, each with a space after it
   * @param created what answers say of the time, in seconds of the epoch
   */
  ChatText(String text, String model, long created) {
    this.model = escaped(model);
    this.created = created;
    this.role = Buffer.buffer(event("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
    for (String word : text.strip().split("\\s+")) {
      String escaped = escaped(word + " ");
      words.add(escaped);
      tokens.add(Buffer.buffer(event("{\"content\":\"" + escaped + "\"}", "null")));
    }
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private String event(String delta, String finishReason) {
    return event(
        "\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]"
            .formatted(delta, finishReason));
  }

  private String event(String rest) {
    return "data: {" + head("chat.completion.chunk") + rest + "}\n\n";
  }

  private String head(String object) {
    return "\"id\":\"chatcmpl-tidemark\",\"object\":\"%s\",\"created\":%d,\"model\":\"%s\","
        .formatted(object, created, model);
  }

  /** The event that opens a stream. */
  Buffer role() {
    return role;
  }

  /** The event of one token, counted from 0. */
  Buffer token(int number) {
    return tokens.get(number % tokens.size());
  }

  /** The events that end a stream of so many tokens. */
  Buffer end(ChatRequest request, int count) {
    String finish = event("{}", finishReason(request, count));
    String usage = request.usage() ? event("\"choices\":[]," + usage(request, count)) : "";
    return Buffer.buffer(finish + usage + DONE);
  }

  /** An answer of so many tokens, in JSON. */
  Buffer answer(ChatRequest request, int count, String chatId) {
    StringBuilder json = new StringBuilder(256 + 8 * count);
    json.append('{').append(head("chat.completion"));
    json.append("\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"");
    for (int i = 0; i < count; i++) {
      json.append(words.get(i % words.size()));
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
