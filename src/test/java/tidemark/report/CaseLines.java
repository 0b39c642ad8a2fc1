package tidemark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.text.WordUtils;
import tidemark.record.Figures;
import tidemark.record.ScenarioResult;
import tidemark.record.Shown;
import tidemark.record.Verdict;

/** What is said of cases. Pure. */
public final class CaseLines {
  /** 80 columns are enough: names have as many as the longest needs, what was observed the rest. */
  private static final int WIDTH = 80;

  private static final int LEAST_NAME_WIDTH = 18;
  private static final String ROW = " %%-%ds %%-7s %%8s  %%s";
  private static final int OTHERS_WIDTH = 20;

  /** What is longer is cut in its middle: the figures of a case that has passed are never. */
  private static final int LONGEST_OBSERVED = 6 * (WIDTH - OTHERS_WIDTH - LEAST_NAME_WIDTH);

  private CaseLines() {}

  /** A case that is over: {@code case rapid PASS after 1.20 s: 417 commits/s, ...}. */
  public static String over(ScenarioResult result) {
    return "case %s %s after %s: %s"
        .formatted(
            result.name(),
            result.verdict(),
            Figures.millis(result.seconds() * 1000),
            Shown.line(result.observed(), LONGEST_OBSERVED));
  }

  /** The table, below a line that says what was under test. */
  static List<String> table(String simulation, CasesReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(" Tidemark  %s   %s %s".formatted(simulation, report.backend(), report.version()));
    int nameWidth =
        report.cases().stream()
            .mapToInt(one -> one.name().length())
            .reduce(LEAST_NAME_WIDTH, Math::max);
    String row = ROW.formatted(nameWidth);
    lines.add(row.formatted("case", "verdict", "time", "observed"));
    for (ScenarioResult one : report.cases()) {
      lines.addAll(rows(one, row, WIDTH - OTHERS_WIDTH - nameWidth));
    }
    lines.add(" " + counts(report.cases()));
    return lines;
  }

  /** A row, and more below it where much was observed. */
  private static List<String> rows(ScenarioResult one, String row, int width) {
    String observed = Shown.line(one.observed(), LONGEST_OBSERVED);
    List<String> pieces = WordUtils.wrap(observed, width, "\n", true).lines().toList();
    List<String> rows = new ArrayList<>();
    rows.add(
        row.formatted(
            one.name(), one.verdict(), Figures.millis(one.seconds() * 1000), pieces.get(0)));
    pieces.stream().skip(1).forEach(piece -> rows.add(row.formatted("", "", "", piece)));
    return rows;
  }

  /** As {@code 4 cases: 3 PASS, 1 SKIP}. */
  private static String counts(List<ScenarioResult> cases) {
    Map<Verdict, Integer> counts = new TreeMap<>();
    cases.forEach(one -> counts.merge(one.verdict(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    counts.forEach((verdict, count) -> words.add(count + " " + verdict));
    return "%d %s: %s"
        .formatted(cases.size(), cases.size() == 1 ? "case" : "cases", String.join(", ", words));
  }
}
