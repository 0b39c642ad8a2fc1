package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tidemark.record.Drift;

/** How a run's last quarter differs from its first, as people read it. Pure. */
final class DriftLine {
  private DriftLine() {}

  /** As {@code p50 +3.10 %, p95 +12.0 %, errors +0.400 points (last quarter)}. */
  static String of(Drift drift) {
    List<String> figures = new ArrayList<>();
    add(figures, "p50", drift.medianPercent(), "%");
    add(figures, "p95", drift.p95Percent(), "%");
    add(figures, "errors", drift.errorGrowth(), "points");
    return figures.isEmpty()
        ? "none: too few chats"
        : String.join(", ", figures) + " (last quarter)";
  }

  private static void add(List<String> figures, String name, OptionalDouble value, String unit) {
    value.ifPresent(
        change -> {
          String sign = change < 0 ? "-" : "+";
          figures.add("%s %s%s %s".formatted(name, sign, Figures.number(Math.abs(change)), unit));
        });
  }
}
