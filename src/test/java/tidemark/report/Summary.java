package tidemark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import tidemark.record.GateRow;

/** Writes {@code summary.json}: whole or not at all. */
public final class Summary {
  /** Its name in the run's folder. */
  public static final String FILE = "summary.json";

  private static final String SCHEMA = "tidemark/1";
  private static final int DECIMALS = 6;
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private Summary() {}

  /** Writes the report to its folder. */
  public static void write(RunReport report) throws IOException {
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(report)) + "\n";
    WholeFile.write(report.folder().resolve(FILE), out -> out.write(text.getBytes(UTF_8)));
  }

  static ObjectNode json(RunReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schema", SCHEMA);
    root.put("simulation", report.simulation());
    root.put("verdict", report.verdict().name());
    ArrayNode failures = root.putArray("failures");
    report.failures().forEach(failures::add);
    root.put("seed", report.seed());
    root.set("metadata", metadata(report));
    report.chat().ifPresent(chat -> chat(root, chat));
    ArrayNode gate = root.putArray("gate");
    report.gate().forEach(row -> gate.add(gate(row)));
    report.chat().ifPresent(chat -> root.put("active_users", chat.activeUsers()));
    report.database().ifPresent(database -> root.set("database", DatabaseJson.of(database)));
    report
        .database()
        .filter(database -> !database.turns().isEmpty())
        .ifPresent(database -> root.set("engines", TurnsJson.of(database.turns())));
    report
        .database()
        .ifPresent(
            database ->
                root.set(
                    "attribution",
                    AttributionJson.of(database, Attribution.of(database, report.chat()))));
    report.cases().ifPresent(cases -> CasesJson.add(root, cases));
    report.generator().ifPresent(one -> root.set("generator", GeneratorJson.of(one)));
    ObjectNode versions = root.putObject("versions");
    report.versions().forEach(versions::put);
    return root;
  }

  private static ObjectNode metadata(RunReport report) {
    return report
        .chat()
        .map(chat -> ChatJson.summaryMetadata(report.started(), chat))
        .orElseGet(() -> object().put("timestamp", report.started().toString()));
  }

  private static void chat(ObjectNode root, ChatReport chat) {
    root.set("statistics", ChatJson.statistics(chat.figures()));
    ChatJson.streaming(chat.figures()).ifPresent(streaming -> root.set("streaming", streaming));
    if (!chat.steps().isEmpty()) {
      StepJson.add(root, chat.steps());
    }
  }

  private static ObjectNode gate(GateRow row) {
    return JSON.createObjectNode()
        .put("name", row.name())
        .put("bound", row.bound().name().toLowerCase(Locale.ROOT))
        .put("limit", decimal(row.limit()))
        .put("observed", row.samples() == 0 ? null : decimal(row.observed()))
        .put("unit", row.unit())
        .put("samples", row.samples())
        .put("verdict", row.verdict().name());
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** A figure without the noise of binary fractions. */
  static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
