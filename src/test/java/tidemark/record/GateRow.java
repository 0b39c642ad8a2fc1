package tidemark.record;

/**
 * One threshold and what was seen.
 *
 * @param name as in the summary and in Gatling's report: {@code error rate}, {@code p95}, ...
 * @param limit highest good value
 * @param observed what was seen
 * @param unit {@code %} or {@code ms}
 * @param samples how many samples it was seen over
 * @param verdict whether it held
 */
public record GateRow(
    String name, double limit, double observed, String unit, long samples, Verdict verdict) {}
