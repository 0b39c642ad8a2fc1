package tidemark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tidemark.record.ChatFigures;
import tidemark.record.Latency;
import tidemark.record.StepFigures;
import tidemark.record.Verdict;

/** The section {@code steps}, and {@code last_good_step}. */
final class StepJson {
  private StepJson() {}

  /** Adds them. */
  static void add(ObjectNode root, List<StepFigures> steps) {
    ArrayNode rows = root.putArray("steps");
    steps.forEach(step -> rows.add(row(step)));
    root.put("last_good_step", StepFigures.lastGood(steps).map(StepFigures::vus).orElse(null));
  }

  private static ObjectNode row(StepFigures step) {
    ChatFigures figures = step.figures();
    Latency latency = Latency.of(figures.answered());
    ObjectNode json = Summary.object();
    json.put("name", step.name());
    json.put("vus", step.vus());
    json.putNull("rate"); // users chat one after the other: nothing asks for a rate
    json.put("requests", figures.total());
    json.put("requests_per_second", Summary.decimal(figures.requestsPerSecond()));
    json.put("error_rate_percent", Summary.decimal(figures.errorRatePercent()));
    boolean answered = latency.count() > 0;
    json.put("p50_ms", answered ? Summary.decimal(latency.median()) : null);
    json.put("p95_ms", answered ? Summary.decimal(latency.p95()) : null);
    json.put("verdict", step.verdict().map(Verdict::name).orElse(null));
    if (step.broke()) {
      json.put("why", step.why());
    }
    return json;
  }
}
