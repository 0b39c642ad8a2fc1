package tidemark.report;

import java.util.List;
import java.util.Optional;
import tidemark.record.GateRow;
import tidemark.record.GateRow.Bound;
import tidemark.record.ScenarioResult;
import tidemark.record.Verdict;

/**
 * A threshold for a figure of a case, which need not fail because it does not hold.
 *
 * @param name of the gate's row
 * @param scenario the case
 * @param figure its figure, in milliseconds
 * @param limitMillis last good value
 */
public record Baseline(String name, String scenario, String figure, double limitMillis) {
  /** Looks at the case. What it was skipped for, it cannot be held against. */
  public GateRow judge(List<ScenarioResult> results) {
    Optional<ScenarioResult> result =
        results.stream().filter(one -> one.name().equals(scenario)).findFirst();
    if (result.filter(one -> one.verdict() == Verdict.SKIP).isPresent()) {
      return new GateRow(name, limitMillis, 0, "ms", 0, Verdict.SKIP);
    }
    Optional<Double> seen =
        result
            .map(one -> one.figures().get(figure))
            .filter(Double.class::isInstance)
            .map(Double.class::cast);
    return GateRow.overSamples(
        name,
        Bound.AT_MOST,
        limitMillis,
        seen.orElse(0.0),
        "ms",
        seen.isPresent() ? 1 : 0,
        "figure of case " + scenario);
  }
}
