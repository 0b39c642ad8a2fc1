package tidemark.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tidemark.record.GeneratorFigures;

/** The section {@code generator} of the summary. */
final class GeneratorJson {
  private static final double MEGABYTE = 1 << 20;

  private GeneratorJson() {}

  static ObjectNode of(GeneratorReport report) {
    GeneratorFigures figures = report.figures();
    ObjectNode json = Summary.object();
    json.put("cpu_percent", Summary.decimal(figures.cpuPercent()));
    json.put("machine_cpu_percent", Summary.decimal(figures.machinePercent()));
    json.put("cores", figures.cores());
    json.put("gc_pause_ms", figures.gcPauseMillis());
    json.set("timer_lag_ms", LatencyJson.of(figures.timerLag()));
    json.put("heap_used_mb", Summary.decimal(figures.heapUsed() / MEGABYTE));
    json.put("heap_max_mb", Summary.decimal(figures.heapMax() / MEGABYTE));
    json.put("bottleneck", report.bottleneck().isPresent());
    report.bottleneck().ifPresent(reason -> json.put("reason", reason));
    return json;
  }
}
