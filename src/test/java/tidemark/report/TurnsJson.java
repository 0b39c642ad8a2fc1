package tidemark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tidemark.record.SeriesFigures;
import tidemark.record.TurnFigures;

/** The section {@code engines} of the summary: what each has done in its turns. */
final class TurnsJson {
  private TurnsJson() {}

  static ArrayNode of(List<TurnFigures> engines) {
    ArrayNode all = Summary.JSON.createArrayNode();
    engines.forEach(engine -> all.add(of(engine)));
    return all;
  }

  private static ObjectNode of(TurnFigures engine) {
    SeriesFigures samples = engine.samples();
    ObjectNode json = Summary.object();
    json.put("name", engine.name());
    json.put("turns", engine.turns());
    json.put("elapsed_s", Summary.decimal(engine.elapsedNanos() / 1e9));
    json.put("ops", samples.operations());
    json.put("ops_per_second", Summary.decimal(engine.operationsPerSecond()));
    json.put("samples", samples.samples());
    json.put("refused", samples.refused());
    json.put("failed", samples.failures());
    json.put("unexpected_errors", engine.unexpected());
    json.put("retries", samples.retries());
    json.set("latency_ms", LatencyJson.of(samples.answered()));
    json.put("cpu_s", Summary.decimal(engine.cpuNanos() / 1e9));
    json.put("cpu_ms_per_op", Summary.decimal(engine.cpuNanosPerOperation() / 1e6));
    return json;
  }
}
