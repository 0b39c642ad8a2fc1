package tidemark.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tidemark.error.ChatError;
import tidemark.record.ChatFigures;
import tidemark.record.Figures;
import tidemark.record.Latency;
import tidemark.record.StepFigures;
import tidemark.record.Verdict;
import tidemark.settings.Settings;

/**
 * When a run whose load grows in steps goes no further. Pure.
 *
 * @param errorRatePercent highest share of failed chats in a step, 0 to 100
 * @param p95Factor highest 95th percentile of chats that went well, as a multiple of the first
 *     step's
 * @param p95Floor at least so much above the first step's, whatever the multiple
 * @param repeatedErrors timeouts and status 5xx that are too many when two steps running have them
 */
public record StepRules(
    Optional<Double> errorRatePercent,
    Optional<Double> p95Factor,
    Duration p95Floor,
    Optional<Long> repeatedErrors) {
  private static final String NONE = "none";
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Set<String> TIMEOUTS =
      Set.of(
          ChatError.TIMEOUT.name(), ChatError.FIRST_TOKEN_TIMEOUT.name(), ChatError.STALLED.name());

  /** Reads the group {@code load.stop}. */
  public static StepRules from(Settings settings) {
    return new StepRules(
        settings.unless(NONE, "load.stop.errorRatePercent", Double.class),
        settings.unless(NONE, "load.stop.p95Factor", Double.class),
        Duration.ofNanos(
            Math.round(settings.decimal("load.stop.p95FloorMillis") * NANOS_PER_MILLI)),
        settings.unless(NONE, "load.stop.repeatedErrors", Long.class));
  }

  /** True if a step of so many requests cannot hold any more, whatever becomes of the others. */
  public boolean hopeless(long failures, long requests) {
    return errorRatePercent.filter(limit -> 100.0 * failures / requests > limit).isPresent();
  }

  /**
   * The step, judged.
   *
   * @param before the steps before it, all of which held
   */
  public StepFigures judge(List<StepFigures> before, String name, int vus, ChatFigures figures) {
    Optional<String> why =
        silence(figures)
            .or(() -> errorRate(figures))
            .or(() -> before.isEmpty() ? Optional.empty() : p95(before.get(0), figures))
            .or(() -> before.isEmpty() ? Optional.empty() : repeated(last(before), figures));
    return new StepFigures(
        name, vus, figures, Optional.of(Verdict.of(why.isEmpty())), why.orElse(""));
  }

  private static StepFigures last(List<StepFigures> steps) {
    return steps.get(steps.size() - 1);
  }

  private static Optional<String> silence(ChatFigures figures) {
    return figures.total() == 0 ? Optional.of("no chat came to its end") : Optional.empty();
  }

  private Optional<String> errorRate(ChatFigures figures) {
    return errorRatePercent
        .map(
            limit ->
                Gate.errorRate("error rate", limit, figures.errorRatePercent(), figures.total()))
        .filter(row -> row.verdict() == Verdict.FAIL)
        .map(Judgement::line);
  }

  /** Above a multiple of the first step's and above it by the floor: above the higher of both. */
  private Optional<String> p95(StepFigures first, ChatFigures figures) {
    double reference = Latency.of(first.figures().answered()).p95();
    double observed = Latency.of(figures.answered()).p95();
    double floor = p95Floor.toNanos() / NANOS_PER_MILLI;
    return p95Factor
        .filter(factor -> observed > Math.max(factor * reference, reference + floor))
        .map(factor -> p95(first.name(), reference, observed, factor, floor));
  }

  private static String p95(
      String first, double reference, double observed, double factor, double floor) {
    boolean byFactor = factor * reference >= reference + floor;
    return "p95 %s > %s, %s that of step %s"
        .formatted(
            Figures.millis(observed),
            Figures.millis(byFactor ? factor * reference : reference + floor),
            byFactor ? Figures.number(factor) + " x" : Figures.millis(floor) + " above",
            first);
  }

  private Optional<String> repeated(StepFigures before, ChatFigures figures) {
    long earlier = serious(before.figures());
    long now = serious(figures);
    return repeatedErrors
        .filter(limit -> earlier >= limit && now >= limit)
        .map(
            limit ->
                "%s timeouts and 5xx after %s in step %s: %s or more in two steps running"
                    .formatted(
                        Figures.count(now),
                        Figures.count(earlier),
                        before.name(),
                        Figures.count(limit)));
  }

  /** Timeouts and answers with status 5xx. */
  private static long serious(ChatFigures figures) {
    return figures.errors().entrySet().stream()
        .filter(error -> TIMEOUTS.contains(error.getKey()) || error.getKey().matches("5\\d\\d"))
        .map(Map.Entry::getValue)
        .mapToLong(error -> error.count())
        .sum();
  }
}
