package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;
import tidemark.record.Verdict;

/**
 * A threshold.
 *
 * @param observed NaN where nothing was measured
 * @param unit {@code %}, {@code ms}, or empty
 */
public record GateResult(String name, double limit, double observed, String unit, Verdict verdict) {
  static GateResult of(JsonNode json) {
    return new GateResult(
        json.path("name").asText(),
        Json.number(json.path("limit")),
        Json.number(json.path("observed")),
        json.path("unit").asText(),
        Verdict.valueOf(json.path("verdict").asText()));
  }
}
