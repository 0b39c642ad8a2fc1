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
    limits.errorRatePercent().ifPresent(limit -> rows.add(errorRate(limit, all)));
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
    // Whoever sets a limit on how long answers take wants answers.
    boolean held = latency.count() > 0 && latency.p95() <= limit;
    return new GateRow(name, limit, latency.p95(), "ms", latency.count(), Verdict.of(held));
  }

  private static GateRow errorRate(double limit, SeriesFigures figures) {
    double observed = errorRate(figures);
    Verdict verdict = Verdict.of(observed <= limit);
    return new GateRow(ERROR_RATE, limit, observed, "%", figures.samples(), verdict);
  }
}
