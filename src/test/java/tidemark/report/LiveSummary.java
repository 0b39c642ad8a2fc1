package tidemark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import tidemark.record.CaseState;
import tidemark.record.ChatHeader;
import tidemark.record.ChatTotals;
import tidemark.record.DatabaseHeader;
import tidemark.record.Percentiles;
import tidemark.record.RunHeader;
import tidemark.record.Snapshot;
import tidemark.record.StreamTotals;

/**
 * What the summary will say, as far as it is known while the run goes on: the same sections and
 * names, fewer fields.
 */
final class LiveSummary {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private LiveSummary() {}

  static ObjectNode of(RunHeader header, long seed, Snapshot run) {
    ObjectNode root = Summary.object();
    root.put("simulation", header.simulation());
    root.put("seed", seed);
    root.set("metadata", metadata(header));
    run.chat().ifPresent(chat -> chat(root, run, chat));
    header.database().ifPresent(database -> root.set("database", database(database, run)));
    header
        .cases()
        .ifPresent(
            cases -> {
              root.putObject("database").put("backend", cases.backend()).put("url", cases.url());
              ArrayNode scenarios = root.putArray("scenarios");
              run.cases().forEach(one -> scenarios.add(scenario(one)));
            });
    root.set("versions", versions(header));
    return root;
  }

  private static ObjectNode versions(RunHeader header) {
    ObjectNode json = Summary.object();
    header.database().ifPresent(one -> json.put(one.backend(), one.version()));
    header.cases().ifPresent(one -> json.put(one.backend(), one.version()));
    return json;
  }

  private static ObjectNode metadata(RunHeader header) {
    ObjectNode json = Summary.object().put("timestamp", header.started().toString());
    header.chat().ifPresent(chat -> ChatJson.load(metadata(json, chat), chat.load()));
    return json.put("warmup", Summary.decimal(header.warmup().toNanos() / NANOS_PER_SECOND));
  }

  private static ObjectNode metadata(ObjectNode json, ChatHeader chat) {
    return json.put("api_url", chat.apiUrl())
        .put("model", chat.model().orElse(null))
        .put("vus", chat.load().vus().orElse(null));
  }

  private static void chat(ObjectNode root, Snapshot run, ChatTotals chat) {
    StreamTotals totals = chat.totals();
    long all = totals.operations() + totals.failed();
    ObjectNode json = root.putObject("statistics");
    json.put("total_requests", all);
    json.put("successful", totals.operations());
    json.put("failed", totals.failed());
    json.put("error_rate_percent", all == 0 ? 0 : 100.0 * totals.failed() / all);
    json.put("elapsed_s", run.measuredNanos() / NANOS_PER_SECOND);
    json.put("requests_per_second", rate(totals.operations(), run));
    ObjectNode errors = json.putObject("errors");
    run.errors().chat().forEach(errors::put);
    latency(json, "latency_ms", totals.answered());
    if (chat.firstToken().count() > 0) {
      ObjectNode streaming = root.putObject("streaming");
      latency(streaming, "time_to_first_token_ms", chat.firstToken());
      streaming.put("output_tokens", chat.tokens());
      streaming.put(
          "output_tokens_per_second",
          run.nanos() == 0 ? 0 : chat.tokens() * NANOS_PER_SECOND / run.nanos());
    }
    root.put("active_users", chat.activeUsers());
  }

  private static ObjectNode database(DatabaseHeader header, Snapshot run) {
    ObjectNode json = Summary.object();
    json.put("backend", header.backend());
    json.put("engine", header.engine());
    json.put("url", header.url());
    json.put("workers", header.workers());
    json.put("users", header.users().values().stream().mapToInt(Integer::intValue).sum());
    json.put("elapsed_s", run.measuredNanos() / NANOS_PER_SECOND);
    long operations = run.roles().stream().mapToLong(StreamTotals::operations).sum();
    json.put("total_ops", operations);
    json.put("ops_per_second", rate(operations, run));
    ObjectNode roles = json.putObject("roles");
    run.roles().forEach(role -> roles.set(role.name(), role(role, run)));
    ObjectNode errors = json.putObject("errors");
    errors.set("expected", categories(run.errors().expected()));
    errors.set("unexpected", categories(run.errors().unexpected()));
    return json;
  }

  private static ObjectNode role(StreamTotals role, Snapshot run) {
    ObjectNode json = Summary.object();
    json.put("ops", role.operations());
    json.put("ops_per_second", rate(role.operations(), run));
    json.put("samples", role.answered().count() + role.failed());
    json.put("failed", role.failed());
    latency(json, "latency_ms", role.answered());
    return json;
  }

  private static ObjectNode categories(Map<String, Long> counts) {
    ObjectNode json = Summary.object();
    counts.forEach((name, count) -> json.putObject(name).put("count", count));
    return json;
  }

  private static ObjectNode scenario(CaseState one) {
    return one.result()
        .map(CasesJson::row)
        .orElseGet(
            () ->
                Summary.object()
                    .put("name", one.name())
                    .put("expected", one.expected())
                    .put("running", one.running()));
  }

  private static double rate(long count, Snapshot run) {
    return run.measuredNanos() == 0 ? 0 : count * NANOS_PER_SECOND / run.measuredNanos();
  }

  private static void latency(ObjectNode json, String name, Percentiles times) {
    if (times.count() > 0) {
      json.putObject(name)
          .put("median", times.p50() / NANOS_PER_MILLI)
          .put("p95", times.p95() / NANOS_PER_MILLI)
          .put("p99", times.p99() / NANOS_PER_MILLI)
          .put("max", times.max() / NANOS_PER_MILLI);
    }
  }
}
