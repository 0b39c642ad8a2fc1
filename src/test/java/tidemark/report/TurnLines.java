package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tidemark.record.Figures;
import tidemark.record.TurnFigures;

/** What each engine has done in its turns, side by side. */
final class TurnLines {
  private TurnLines() {}

  /** The table; empty where there were no turns. */
  static List<String> table(List<TurnFigures> engines) {
    if (engines.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        ConsoleEnd.ROW.formatted("engine", "ops", "ops/s", "p50", "p95", "p99", "max", "CPU/op"));
    engines.forEach(engine -> lines.add(row(engine)));
    TurnFigures first = engines.get(0);
    engines.stream().skip(1).forEach(other -> lines.add(comparison(other, first)));
    return lines;
  }

  private static String row(TurnFigures engine) {
    return ConsoleEnd.row(
        engine.name(),
        engine.samples().operations(),
        Figures.number(engine.operationsPerSecond()),
        engine.samples().answered(),
        Figures.millis(engine.cpuNanosPerOperation() / 1e6),
        "no operation was answered");
  }

  private static String comparison(TurnFigures one, TurnFigures other) {
    return " %s is %s of %s by ops/s, %s by CPU/op, in %d and %d turns"
        .formatted(
            one.name(),
            ratio(one.operationsPerSecond(), other.operationsPerSecond()),
            other.name(),
            ratio(one.cpuNanosPerOperation(), other.cpuNanosPerOperation()),
            one.turns(),
            other.turns());
  }

  private static String ratio(double one, double other) {
    return other == 0 ? "?" : String.format(Locale.ROOT, "%.2f", one / other);
  }
}
