package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tidemark.record.Drift;
import tidemark.record.Figures;
import tidemark.record.TimesDrift;

/** How a run's last quarter differs from its first, as people read it. Pure. */
final class DriftLine {
  private static final String AFTER = " (last quarter)";

  private DriftLine() {}

  /**
   * As {@code p50 +3.10 %, p95 +12.0 %, errors +0.400 points (last quarter)}; where there are
   * streams and whole answers, a line for the times of each before that of the errors.
   */
  static List<String> of(Drift drift) {
    List<String> lines = new ArrayList<>();
    List<String> last = new ArrayList<>();
    if (drift.mixed()) {
      lines.add("streams " + orNone(times(drift.streams())));
      lines.add("answers " + orNone(times(drift.answers())));
    } else {
      last.addAll(times(drift.times()));
    }
    add(last, "errors", drift.errorGrowth(), "points");
    lines.add(orNone(last));
    return lines;
  }

  private static List<String> times(TimesDrift drift) {
    List<String> figures = new ArrayList<>();
    add(figures, "p50", drift.medianPercent(), "%");
    add(figures, "p95", drift.p95Percent(), "%");
    return figures;
  }

  private static String orNone(List<String> figures) {
    return figures.isEmpty() ? "none: too few chats" : String.join(", ", figures) + AFTER;
  }

  private static void add(List<String> figures, String name, OptionalDouble value, String unit) {
    value.ifPresent(
        change -> {
          String sign = change < 0 ? "-" : "+";
          figures.add("%s %s%s %s".formatted(name, sign, Figures.number(Math.abs(change)), unit));
        });
  }
}
