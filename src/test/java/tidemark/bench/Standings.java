package tidemark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What all rounds of a contest gave.
 *
 * @param all what each side did, round by round; Tidemark is one of them
 */
record Standings(String work, String target, Map<Side, List<Measured>> all) {
  private static final String HEAD =
      """
      | work | target | side | operations/s (least..most) | p50 ms | p99 ms | own CPU, us a turn | Tidemark does |
      |---|---|---|---|---|---|---|---|""";

  /** What the Python original, whose work this is, did on such a machine. */
  private static final Map<String, Double> PYTHON =
      Map.of("PostgreSQL", 415.0, "SQLite, WAL, FULL", 401.0);

  /** One row for each side, as Markdown. */
  static List<String> table(List<Standings> contests) {
    List<String> lines = new ArrayList<>(HEAD.lines().toList());
    contests.forEach(contest -> lines.addAll(contest.rows()));
    return lines;
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    all.forEach((side, rounds) -> rows.add(row(side, rounds)));
    Double python = PYTHON.get(target);
    if (work.equals(Work.ROLES.label()) && python != null) {
      double ours = Spread.of(tidemark(), Measured::operationsPerSecond).median();
      rows.add(
          "| %s | %s | Python original | %.0f | | | | %.1f x |"
              .formatted(work, target, python, ours / python));
    }
    return rows;
  }

  private String row(Side side, List<Measured> rounds) {
    return "| %s | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            work,
            target,
            side.label(),
            Spread.of(rounds, Measured::operationsPerSecond).text("%.0f"),
            Spread.of(rounds, Measured::p50Millis).median("%.2f"),
            Spread.of(rounds, Measured::p99Millis).median("%.2f"),
            Spread.of(rounds, Measured::cpuMicros).median("%.0f"),
            rounds == tidemark() ? "" : ratio(rounds).text("%.2f") + " x");
  }

  private List<Measured> tidemark() {
    return all.entrySet().stream()
        .filter(entry -> entry.getKey().label().equals("Tidemark"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /** Tidemark's speed over another's in the same round, so that what slows both cancels out. */
  private Spread ratio(List<Measured> others) {
    List<Measured> ours = tidemark();
    List<Integer> rounds = IntStream.range(0, ours.size()).boxed().toList();
    return Spread.of(rounds, i -> ours.get(i).turnsPerSecond() / others.get(i).turnsPerSecond());
  }
}
