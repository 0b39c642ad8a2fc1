package tidemark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.ChatFigures;
import tidemark.record.ChatLoad;
import tidemark.record.ChatSlo;
import tidemark.record.Drift;
import tidemark.record.StreamFigures;
import tidemark.record.TimesDrift;

/** The sections {@code metadata}, {@code statistics} and {@code streaming}. */
final class ChatJson {
  private static final double NANOS_PER_MILLI = 1e6;

  private ChatJson() {}

  /** What was asked for; durations in seconds, null for what was not. */
  static ObjectNode metadata(Instant started, ChatReport chat) {
    ObjectNode json = Summary.object();
    json.put("timestamp", started.toString());
    json.put("api_url", chat.apiUrl());
    json.put("assistant_id", chat.assistantId().orElse(null));
    json.put("vus", chat.load().vus().orElse(null));
    json.put("total_requests", chat.requests().orElse(null));
    json.put("duration", chat.duration().map(ChatJson::seconds).orElse(null));
    json.put("timeout", seconds(chat.timeout()));
    return json;
  }

  private static BigDecimal seconds(Duration time) {
    return Summary.decimal(time.toNanos() / 1e9);
  }

  /** With what only the summary has. */
  static ObjectNode summaryMetadata(Instant started, ChatReport chat) {
    ObjectNode json = metadata(started, chat);
    json.put("model", chat.model().orElse(null));
    json.put("embedding_model", chat.embeddingModel().orElse(null));
    load(json, chat.load());
    json.put("warmup", seconds(chat.warmup()));
    ChatSlo slo = chat.figures().slo();
    if (slo.given()) {
      ObjectNode limits = json.putObject("slo");
      limit(limits, "ttft_ms", slo.ttftNanos());
      limit(limits, "tpot_ms", slo.tpotNanos());
      limit(limits, "e2e_ms", slo.e2eNanos());
    }
    return json;
  }

  /** What is beyond so many users who ask one thing at a time. */
  static void load(ObjectNode json, ChatLoad load) {
    load.rate()
        .ifPresent(
            rate -> json.put("rate", Summary.decimal(rate)).put("arrivals", load.arrivals()));
    if (!load.ramp().isZero()) {
      json.put("ramp", seconds(load.ramp()));
    }
    if (load.turns() > 1) {
      json.put("turns", load.turns());
    }
    if (!load.thinkTime().isZero()) {
      json.put("think_time", seconds(load.thinkTime()));
    }
  }

  private static void limit(ObjectNode json, String name, OptionalLong nanos) {
    nanos.ifPresent(limit -> json.put(name, Summary.decimal(limit / NANOS_PER_MILLI)));
  }

  /** What came of it. */
  static ObjectNode statistics(ChatFigures figures) {
    ObjectNode json = counts(figures);
    json.put("unfinished", figures.unfinished());
    json.put("elapsed_s", Summary.decimal(figures.elapsedSeconds()));
    json.put("requests_per_second", Summary.decimal(figures.requestsPerSecond()));
    goodput(json, figures);
    figures.drift().ifPresent(drift -> drift(json, drift));
    outcomes(json, figures);
    ObjectNode samples = json.putObject("error_samples");
    figures
        .errors()
        .forEach(
            (name, error) -> {
              ArrayNode texts = samples.putArray(name);
              error.samples().forEach(texts::add);
            });
    times(json, "latency_ms", figures.answered());
    times(json, "failed_latency_ms", figures.failed());
    times(json, "planned_to_start_ms", figures.delays());
    return json;
  }

  /** What came of it as the original says it: with times over all requests. */
  static ObjectNode originalStatistics(ChatFigures figures) {
    ObjectNode json = counts(figures);
    outcomes(json, figures);
    json.set("latency_ms", LatencyJson.original(figures.all()));
    return json;
  }

  private static ObjectNode counts(ChatFigures figures) {
    return Summary.object()
        .put("total_requests", figures.total())
        .put("successful", figures.successes())
        .put("failed", figures.failures())
        .put("error_rate_percent", Summary.decimal(figures.errorRatePercent()));
  }

  private static void outcomes(ObjectNode json, ChatFigures figures) {
    ObjectNode statusCodes = json.putObject("status_codes");
    figures.statusCodes().forEach((code, count) -> statusCodes.put(code.toString(), count));
    ObjectNode errors = json.putObject("errors");
    figures.errors().forEach((name, error) -> errors.put(name, error.count()));
  }

  private static void drift(ObjectNode json, Drift drift) {
    if (drift.mixed()) {
      drift(json, "drift_answers", drift.answers());
      drift(json, "drift_streams", drift.streams());
    } else {
      drift(json, "drift", drift.times());
    }
    drift.errorGrowth().ifPresent(value -> json.put("error_growth", Summary.decimal(value)));
  }

  private static void drift(ObjectNode json, String name, TimesDrift drift) {
    drift.medianPercent().ifPresent(value -> json.put(name + "_percent", Summary.decimal(value)));
    drift.p95Percent().ifPresent(value -> json.put(name + "_p95_percent", Summary.decimal(value)));
  }

  private static void goodput(ObjectNode json, ChatFigures figures) {
    if (figures.slo().given()) {
      json.put("goodput_percent", Summary.decimal(figures.goodputPercent()));
    }
  }

  /** Empty when no stream was asked for. */
  static Optional<ObjectNode> streaming(ChatFigures figures) {
    StreamFigures streams = figures.streams();
    if (streams.asked() == 0) {
      return Optional.empty();
    }
    ObjectNode json = Summary.object();
    json.put("streams", streams.asked());
    times(json, "time_to_first_token_ms", streams.firstToken());
    times(json, "time_to_first_output_token_ms", streams.firstOutputToken());
    times(json, "inter_chunk_ms", streams.interChunk());
    times(json, "time_per_output_token_ms", streams.perOutputToken());
    if (streams.good() > 0) {
      json.put("token_source", streams.source().id());
    }
    json.put("output_tokens", streams.outputTokens());
    json.put("output_tokens_per_second", Summary.decimal(streams.outputTokensPerSecond()));
    goodput(json, figures);
    return Optional.of(json);
  }

  /** What there was none of is left out. */
  private static void times(ObjectNode json, String name, AbstractHistogram nanos) {
    if (nanos.getTotalCount() > 0) {
      json.set(name, LatencyJson.of(nanos));
    }
  }
}
