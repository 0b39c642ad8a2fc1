package tidemark.run.scenario;

import java.util.List;
import java.util.Map;
import tidemark.record.Verdict;

/**
 * What a case saw.
 *
 * @param figures as {@link tidemark.record.ScenarioResult#figures}
 */
public record Observation(Verdict verdict, String text, Map<String, Object> figures) {
  /**
   * A case that was tried.
   *
   * @param text what came of it
   * @param broken what is not as expected; empty when it has passed
   */
  public static Observation of(String text, List<String> broken, Map<String, Object> figures) {
    return broken.isEmpty()
        ? new Observation(Verdict.PASS, text, figures)
        : new Observation(Verdict.FAIL, String.join("; ", broken) + "; " + text, figures);
  }

  public static Observation failed(String why) {
    return new Observation(Verdict.FAIL, why, Map.of());
  }

  /** A case that cannot be tried here, and why. */
  public static Observation skipped(String why) {
    return new Observation(Verdict.SKIP, why, Map.of());
  }
}
