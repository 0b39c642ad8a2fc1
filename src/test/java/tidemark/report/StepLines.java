package tidemark.report;

import java.util.List;
import java.util.Optional;
import tidemark.record.Figures;
import tidemark.record.Latency;
import tidemark.record.StepFigures;
import tidemark.record.Verdict;

/** What is said of a run whose load grows in steps. Pure. */
public final class StepLines {
  private StepLines() {}

  /** A step that is over: {@code step 100 PASS: 100 users, 200 requests, p95 61.2 ms, 0 failed}. */
  public static String over(StepFigures step) {
    Latency latency = Latency.of(step.figures().answered());
    return "step %s %s: %s users, %s requests, %s, %s failed%s"
        .formatted(
            step.name(),
            word(step),
            Figures.count(step.vus()),
            Figures.count(step.figures().total()),
            latency.count() == 0 ? "no answer" : "p95 " + Figures.millis(latency.p95()),
            Figures.count(step.figures().failures()),
            step.broke() ? ": " + step.why() : "");
  }

  static String word(StepFigures step) {
    return step.verdict().map(Verdict::name).orElse("-");
  }

  /** Where the run came to; empty if no step held. */
  static Optional<String> conclusion(List<StepFigures> steps) {
    String broken =
        steps.stream()
            .filter(StepFigures::broke)
            .map(step -> "stopped itself at step %s: %s; ".formatted(step.name(), step.why()))
            .findFirst()
            .orElse("");
    return StepFigures.lastGood(steps).map(step -> broken + "last good step " + step.name());
  }
}
