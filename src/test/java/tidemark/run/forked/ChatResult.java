package tidemark.run.forked;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What happened to the chats.
 *
 * @param total chats that ended
 * @param unfinished chats that were cut off by the end of the run, and count nowhere else
 * @param statusCodes how often each came; {@code 0} stands for no answer
 * @param errors of failed chats, by name
 * @param latency of chats that went well
 * @param failedLatency of the others
 * @param timeToFirstToken of streams that went well
 * @param timePerOutputToken of the same
 */
public record ChatResult(
    long total,
    long successful,
    long failed,
    long unfinished,
    double errorRatePercent,
    double requestsPerSecond,
    Map<String, Long> statusCodes,
    Map<String, Long> errors,
    Latencies latency,
    Latencies failedLatency,
    Latencies timeToFirstToken,
    Latencies timePerOutputToken) {
  static ChatResult of(JsonNode summary) {
    JsonNode json = summary.path("statistics");
    JsonNode streams = summary.path("streaming");
    return new ChatResult(
        json.path("total_requests").asLong(),
        json.path("successful").asLong(),
        json.path("failed").asLong(),
        json.path("unfinished").asLong(),
        Json.number(json.path("error_rate_percent")),
        Json.number(json.path("requests_per_second")),
        Json.map(json.path("status_codes"), JsonNode::asLong),
        Json.map(json.path("errors"), JsonNode::asLong),
        Latencies.of(json.path("latency_ms")),
        Latencies.of(json.path("failed_latency_ms")),
        Latencies.of(streams.path("time_to_first_token_ms")),
        Latencies.of(streams.path("time_per_output_token_ms")));
  }
}
