package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import tidemark.record.GateRow;
import tidemark.record.GateRow.Bound;
import tidemark.record.Latency;
import tidemark.record.RunFigures;
import tidemark.record.SeriesFigures;
import tidemark.record.Verdict;

/** Holds a run's figures against its thresholds. Pure. */
public final class Gate {
  static final String ERROR_RATE = "error rate";
  static final String P95 = "p95";
  static final String ANSWERS = "answered samples";

  private Gate() {}

  /** One row for each threshold, in the order of {@link GateSettings#rowNames()}. */
  public static List<GateRow> judge(GateSettings limits, RunFigures figures) {
    List<GateRow> rows = new ArrayList<>();
    SeriesFigures all = figures.all();
    limits
        .errorRatePercent()
        .ifPresent(limit -> rows.add(errorRate(ERROR_RATE, limit, errorRate(all), all.samples())));
    limits.p95Millis().ifPresent(limit -> rows.add(p95(P95, limit, all.answered(), ANSWERS)));
    limits
        .roleP95Millis()
        .forEach(
            (role, limit) ->
                rows.add(p95(P95 + " " + role, limit, figures.role(role).answered(), ANSWERS)));
    return rows;
  }

  /** Failed samples over all samples, in percent; 0 without samples. */
  public static double errorRate(SeriesFigures figures) {
    return figures.samples() == 0 ? 0 : 100.0 * figures.failures() / figures.samples();
  }

  /** The highest 95th percentile; it does not hold without samples. */
  static GateRow p95(String name, double limit, AbstractHistogram nanos, String seenOver) {
    Latency latency = Latency.of(nanos);
    return GateRow.overSamples(
        name, Bound.AT_MOST, limit, latency.p95(), "ms", latency.count(), seenOver);
  }

  /** The highest share of failures, in percent; it holds without samples. */
  static GateRow errorRate(String name, double limit, double observed, long samples) {
    return new GateRow(name, limit, observed, "%", samples, Verdict.of(observed <= limit));
  }
}
