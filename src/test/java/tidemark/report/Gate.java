package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import tidemark.record.GateRow;
import tidemark.record.Latency;
import tidemark.record.RunFigures;
import tidemark.record.SeriesFigures;
import tidemark.record.Verdict;

/** Holds a run's figures against its thresholds. Pure. */
public final class Gate {
  static final String ERROR_RATE = "error rate";
  static final String P95 = "p95";

  private Gate() {}

  /** One row for each threshold, in the order of {@link GateSettings#rowNames()}. */
  public static List<GateRow> judge(GateSettings limits, RunFigures figures) {
    List<GateRow> rows = new ArrayList<>();
    SeriesFigures all = figures.all();
    limits
        .errorRatePercent()
        .ifPresent(limit -> rows.add(row(ERROR_RATE, limit, errorRate(all), "%", all.samples())));
    limits.p95Millis().ifPresent(limit -> rows.add(p95(P95, limit, all)));
    limits
        .roleP95Millis()
        .forEach((role, limit) -> rows.add(p95(P95 + " " + role, limit, figures.role(role))));
    return rows;
  }

  /** Failed samples over all samples, in percent; 0 without samples. */
  public static double errorRate(SeriesFigures figures) {
    return figures.samples() == 0 ? 0 : 100.0 * figures.failures() / figures.samples();
  }

  private static GateRow p95(String name, double limit, SeriesFigures figures) {
    Latency latency = Latency.of(figures.answered());
    return row(name, limit, latency.p95(), "ms", latency.count());
  }

  private static GateRow row(
      String name, double limit, double observed, String unit, long samples) {
    return new GateRow(name, limit, observed, unit, samples, Verdict.of(observed <= limit));
  }
}
