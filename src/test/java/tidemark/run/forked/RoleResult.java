package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a role did.
 *
 * @param ops operations that changed or read something
 * @param samples all attempts at one
 * @param refused those that the bank refused
 * @param failed those that failed
 * @param latency of those that did not fail
 */
public record RoleResult(
    long ops,
    double opsPerSecond,
    long samples,
    long refused,
    long failed,
    long retries,
    Latencies latency) {
  static RoleResult of(JsonNode json) {
    return new RoleResult(
        json.path("ops").asLong(),
        Json.number(json.path("ops_per_second")),
        json.path("samples").asLong(),
        json.path("refused").asLong(),
        json.path("failed").asLong(),
        json.path("retries").asLong(),
        Latencies.of(json.path("latency_ms")));
  }
}
