package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One invariant, looked at after the run.
 *
 * @param findings what breaks it: the first, the worst and the last case
 * @param figures what was counted, as the summary has it
 */
public record AuditedPart(boolean ok, List<String> findings, JsonNode figures) {
  static AuditedPart of(JsonNode json) {
    return new AuditedPart(json.path("ok").asBoolean(), Json.texts(json.path("findings")), json);
  }

  /** A count: {@code lost}, {@code broken}; 0 if there is none of this name. */
  public long count(String name) {
    return figures.path(name).asLong();
  }
}
