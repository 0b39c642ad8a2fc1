package tidemark.record;

import java.util.Map;

/**
 * What came of one case: something that is tried on a resource, and what must come of it.
 *
 * @param name as in {@code run.cases}, the summary and Gatling's report
 * @param expected what must come of it
 * @param observed what came of it; of a skipped case, why it was
 * @param seconds how long it took
 * @param figures what was counted and measured, in the order to show: Long, Double (finite, times
 *     in milliseconds), String, or a list or a map of these
 */
public record ScenarioResult(
    String name,
    String expected,
    String observed,
    Verdict verdict,
    double seconds,
    Map<String, Object> figures) {}
