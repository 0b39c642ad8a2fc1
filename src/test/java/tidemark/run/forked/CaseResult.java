package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;
import tidemark.record.Verdict;

/**
 * What came of a case.
 *
 * @param seconds how long it took
 * @param figures what was counted and measured, as the summary has it
 */
public record CaseResult(
    String name,
    String expected,
    String observed,
    Verdict verdict,
    double seconds,
    JsonNode figures) {
  static CaseResult of(JsonNode json) {
    return new CaseResult(
        json.path("name").asText(),
        json.path("expected").asText(),
        json.path("observed").asText(),
        Verdict.valueOf(json.path("verdict").asText()),
        Json.number(json.path("seconds")),
        json.path("figures"));
  }

  /** A figure that is a number; NaN if there is none of this name. */
  public double figure(String name) {
    return Json.number(figures.path(name));
  }
}
