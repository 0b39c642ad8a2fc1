package tidemark.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.util.List;
import java.util.Map;
import tidemark.settings.Settings;

/** The usual body of a chat completion: messages, stream, and what the settings add. */
public final class JsonBody {
  private static final String EXTRA = "chat.extraBody";

  private JsonBody() {}

  /**
   * Reads the keys of {@code chat} that make the body.
   *
   * @throws tidemark.settings.SettingsException if {@code chat.extraBody} is no object, or says
   *     what other keys say
   */
  public static ChatBody from(Settings settings) {
    return new FramedBody(frame(settings, false), frame(settings, true));
  }

  private static List<byte[]> frame(Settings settings, boolean stream) {
    String system = settings.text("chat.systemPrompt");
    String first =
        system.isEmpty() ? "" : FramedBody.json(Map.of("role", "system", "content", system)) + ",";
    String head = "{\"messages\":[" + first + "{\"role\":\"user\",\"content\":\"";
    String tail = "\"}]," + FramedBody.json(members(settings, stream)).substring(1);
    return List.of(FramedBody.utf8(head), FramedBody.utf8(tail));
  }

  private static ObjectNode members(Settings settings, boolean stream) {
    ObjectNode members = FramedBody.JSON.createObjectNode().put("stream", stream);
    if (stream && settings.flag("chat.includeUsage")) {
      members.putObject("stream_options").put("include_usage", true);
    }
    if (!settings.text("chat.model").isEmpty()) {
      members.put("model", settings.text("chat.model"));
    }
    settings
        .unless("none", "chat.maxTokens", Long.class)
        .ifPresent(most -> members.put(settings.text("chat.maxTokensField"), most));
    settings
        .unless("none", "chat.temperature", Double.class)
        .ifPresent(temperature -> members.put("temperature", temperature));
    members.setAll(extra(settings));
    return members;
  }

  private static ObjectNode extra(Settings settings) {
    String text = settings.text(EXTRA).strip();
    if (text.isEmpty()) {
      return FramedBody.JSON.createObjectNode();
    }
    ObjectNode extra = object(settings, text);
    if (extra.has("messages") || extra.has("stream")) {
      throw settings.refuse(
          EXTRA, "other members than messages and stream, which chat.prompt and chat.stream make");
    }
    return extra;
  }

  private static ObjectNode object(Settings settings, String text) {
    try {
      if (text.startsWith("{") && parsed(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (ConfigException | JsonProcessingException e) {
      // refused below; its message may hold a part of what was written
    }
    throw settings.refuse(EXTRA, "a JSON object, as {\"top_p\": 0.9}, without include and ${}");
  }

  /**
   * JSON as it is, else HOCON: that needs no quotes, which Maven mangles. What it says stands in
   * it: nothing of this machine's files and variables goes to a server.
   */
  private static JsonNode parsed(String text) throws JsonProcessingException {
    try {
      return FramedBody.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      Config hocon = ConfigFactory.parseString(text, NoInclude.OPTIONS);
      if (!hocon.isResolved()) {
        throw new ConfigException.NotResolved(EXTRA);
      }
      return FramedBody.JSON.readTree(hocon.root().render(ConfigRenderOptions.concise()));
    }
  }
}
