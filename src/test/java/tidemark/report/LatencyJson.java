package tidemark.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.Latency;

/** A distribution of times, in milliseconds. */
final class LatencyJson {
  private LatencyJson() {}

  /** With every figure; all are 0 without samples. */
  static ObjectNode of(AbstractHistogram nanos) {
    Latency latency = Latency.of(nanos);
    ObjectNode json = Summary.object();
    json.put("min", Summary.decimal(latency.min()));
    json.put("max", Summary.decimal(latency.max()));
    json.put("mean", Summary.decimal(latency.mean()));
    json.put("median", Summary.decimal(latency.median()));
    json.put("p95", Summary.decimal(latency.p95()));
    json.put("p99", Summary.decimal(latency.p99()));
    json.put("p999", Summary.decimal(latency.p999()));
    json.put("stdev", Summary.decimal(latency.stdev()));
    return json;
  }

  /** Without what the original's {@code output.json} does not have. */
  static ObjectNode original(AbstractHistogram nanos) {
    ObjectNode json = of(nanos);
    json.remove("p999");
    return json;
  }
}
