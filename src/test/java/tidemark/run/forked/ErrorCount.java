package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How often an error came, and what was said of the first few. */
public record ErrorCount(long count, List<String> samples) {
  static ErrorCount of(JsonNode json) {
    return new ErrorCount(json.path("count").asLong(), Json.texts(json.path("samples")));
  }
}
