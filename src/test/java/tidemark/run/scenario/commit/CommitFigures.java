package tidemark.run.scenario.commit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import tidemark.record.Figures;
import tidemark.record.Latency;

/**
 * The figures of a case's commits.
 *
 * @param all how many there were
 * @param good those that succeeded
 * @param totalMillis from the first order to the last end
 * @param latency of those that succeeded
 * @param errors of those that failed, by category
 * @param retries tries after the first, of all together
 */
public record CommitFigures(
    long all,
    long good,
    double totalMillis,
    Latency latency,
    Map<String, Long> errors,
    long retries) {
  private static final int DIGITS = 3;

  public static CommitFigures of(List<CommitOutcome> outcomes, long tookNanos) {
    Histogram nanos = new Histogram(DIGITS);
    Map<String, Long> errors = new TreeMap<>();
    for (CommitOutcome outcome : outcomes) {
      outcome
          .error()
          .ifPresentOrElse(
              kind -> errors.merge(kind.category(), 1L, Long::sum),
              () -> nanos.recordValue(outcome.nanos()));
    }
    return new CommitFigures(
        outcomes.size(),
        nanos.getTotalCount(),
        tookNanos / 1e6,
        Latency.of(nanos),
        errors,
        outcomes.stream().mapToLong(CommitOutcome::retries).sum());
  }

  double successPercent() {
    return all == 0 ? 0 : 100.0 * good / all;
  }

  double perSecond() {
    return totalMillis == 0 ? 0 : good / totalMillis * 1000;
  }

  /** As {@code 100 of 100 commits in 812 ms, mean 8.1 ms, max 12 ms}. */
  public String text() {
    String retried = retries == 0 ? "" : ", %s retries".formatted(Figures.count(retries));
    String failed = errors.isEmpty() ? "" : ", failed: " + errors;
    return "%s of %s commits in %s, mean %s, max %s%s%s"
        .formatted(
            Figures.count(good),
            Figures.count(all),
            Figures.millis(totalMillis),
            Figures.millis(latency.mean()),
            Figures.millis(latency.max()),
            retried,
            failed);
  }

  /** All of it, by name. */
  public Map<String, Object> map() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("commits", all);
    figures.put("succeeded", good);
    figures.put("success_percent", successPercent());
    figures.put("total_ms", totalMillis);
    figures.put("commits_per_second", perSecond());
    if (good > 0) {
      figures.put("mean_ms", latency.mean());
      figures.put("median_ms", latency.median());
      figures.put("p95_ms", latency.p95());
      figures.put("p99_ms", latency.p99());
      figures.put("max_ms", latency.max());
    }
    figures.put("retries", retries);
    figures.put("errors", errors);
    return figures;
  }
}
