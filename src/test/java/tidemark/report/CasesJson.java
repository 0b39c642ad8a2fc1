package tidemark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import tidemark.record.ScenarioResult;

/** The section {@code scenarios} of the summary, and where the cases took place. */
final class CasesJson {
  private CasesJson() {}

  /** Adds them. */
  static void add(ObjectNode root, CasesReport report) {
    ObjectNode database = root.putObject("database");
    database.put("backend", report.backend());
    database.put("url", report.url());
    ArrayNode rows = root.putArray("scenarios");
    report.cases().forEach(one -> rows.add(row(one)));
  }

  static ObjectNode row(ScenarioResult one) {
    ObjectNode json = Summary.object();
    json.put("name", one.name());
    json.put("expected", one.expected());
    json.put("observed", one.observed());
    json.put("verdict", one.verdict().name());
    json.put("seconds", Summary.decimal(one.seconds()));
    json.set("figures", figure(one.figures()));
    return json;
  }

  private static JsonNode figure(Object value) {
    if (value instanceof Map<?, ?> figures) {
      ObjectNode json = Summary.object();
      figures.forEach((name, figure) -> json.set(String.valueOf(name), figure(figure)));
      return json;
    }
    if (value instanceof List<?> figures) {
      ArrayNode json = Summary.JSON.createArrayNode();
      figures.forEach(figure -> json.add(figure(figure)));
      return json;
    }
    return Summary.JSON.valueToTree(
        value instanceof Double number ? Summary.decimal(number) : value);
  }
}
