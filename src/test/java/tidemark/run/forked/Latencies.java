package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A distribution of times, in milliseconds; all are NaN where nothing was measured, so that no
 * limit holds.
 */
public record Latencies(
    double min, double mean, double p50, double p95, double p99, double p999, double max) {
  static Latencies of(JsonNode json) {
    return new Latencies(
        Json.number(json.path("min")),
        Json.number(json.path("mean")),
        Json.number(json.path("median")),
        Json.number(json.path("p95")),
        Json.number(json.path("p99")),
        Json.number(json.path("p999")),
        Json.number(json.path("max")));
  }
}
