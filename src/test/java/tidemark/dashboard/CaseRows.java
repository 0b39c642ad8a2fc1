package tidemark.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedStyle;
import tidemark.record.CaseState;
import tidemark.record.Figures;
import tidemark.record.ScenarioResult;
import tidemark.record.Shown;
import tidemark.record.Snapshot;
import tidemark.record.Verdict;

/** The cases of a run, each with what came of it. */
final class CaseRows {
  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_TEXT = 300;

  private CaseRows() {}

  /**
   * No more than there is room for: those around the one that is tried.
   *
   * @param rows that are left
   */
  static List<Line> of(Snapshot run, Look look, int rows) {
    List<CaseState> cases = run.cases();
    int name = cases.stream().mapToInt(one -> one.name().length()).max().orElse(0);
    List<Line> lines = new ArrayList<>();
    cases.forEach(one -> lines.add(line(one, Math.min(name, LONGEST_NAME), look)));
    int room = Math.max(0, Math.min(rows, lines.size()));
    int over = (int) cases.stream().filter(one -> one.result().isPresent()).count();
    // One that is to come is shown too, so that one sees that there is more.
    int first = Math.max(0, Math.min(over + 2 - room, lines.size() - room));
    return lines.subList(first, first + room);
  }

  private static Line line(CaseState one, int name, Look look) {
    Line line =
        one.result()
            .map(result -> over(result, look))
            .orElseGet(
                () ->
                    one.running()
                        ? new Line(look).add(look.palette().strong(), " trying")
                        : new Line(look).add(look.palette().quiet(), " -"));
    line.to(9).add(Shown.line(one.name(), LONGEST_NAME)).to(9 + name + 2);
    String text =
        one.result()
            .map(
                result ->
                    Figures.millis(result.seconds() * 1000)
                        + "  "
                        + Shown.line(result.observed(), LONGEST_TEXT))
            .orElse(Shown.line(one.expected(), LONGEST_TEXT));
    return line.add(
        one.result().isPresent() ? AttributedStyle.DEFAULT : look.palette().quiet(), text);
  }

  private static Line over(ScenarioResult result, Look look) {
    boolean failed = result.verdict() == Verdict.FAIL;
    boolean good = result.verdict() == Verdict.PASS;
    AttributedStyle style =
        failed ? look.palette().bad() : good ? look.palette().good() : look.palette().error(true);
    return new Line(look).add(style, " " + result.verdict());
  }
}
