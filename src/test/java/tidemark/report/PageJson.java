package tidemark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import tidemark.record.RecentError;
import tidemark.record.Shown;
import tidemark.settings.Setting;

/**
 * What a {@link Page} is told of a run: {@code summary} as in {@code summary.json}, {@code
 * timeline}, {@code distribution}, and where they are known {@code errors} (the last ones), {@code
 * settings}, {@code links} and {@code live} (how far it has come).
 */
final class PageJson {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Longer texts are cut in the middle: a page is to be opened and mailed. */
  static final int LONGEST_TEXT = 10_000;

  private PageJson() {}

  /** The last errors, the newest first. */
  static ArrayNode errors(List<RecentError> recent) {
    ArrayNode json = Summary.JSON.createArrayNode();
    for (RecentError error : recent) {
      json.addObject()
          .put("seconds", error.nanos() / NANOS_PER_SECOND)
          .put("kind", kind(error))
          .put("category", error.category())
          .put("source", error.source())
          .put("text", error.text());
    }
    return json;
  }

  private static String kind(RecentError error) {
    return error.expected() ? "expected" : "unexpected";
  }

  static ArrayNode settings(List<Setting> settings) {
    ArrayNode json = Summary.JSON.createArrayNode();
    for (Setting setting : settings) {
      json.addObject()
          .put("key", setting.key())
          .put("value", setting.value())
          .put("from", setting.from())
          .put("given", setting.given());
    }
    return json;
  }

  /** The same with every text of bearable length; changes what it is given. */
  static <T extends JsonNode> T bounded(T json) {
    if (json instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        field.setValue(boundedValue(field.getValue()));
      }
    } else if (json instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, boundedValue(array.get(i)));
      }
    }
    return json;
  }

  private static JsonNode boundedValue(JsonNode value) {
    return value instanceof TextNode text
        ? TextNode.valueOf(Shown.cut(text.textValue(), LONGEST_TEXT))
        : bounded(value);
  }
}
