package tidemark.dashboard;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedStyle;
import tidemark.record.ErrorCounts;
import tidemark.record.Figures;
import tidemark.record.RecentError;
import tidemark.record.RunHeader;
import tidemark.record.Shown;
import tidemark.record.Snapshot;

/** How many errors there are of each kind, and the last ones. */
final class ErrorLines {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String EXPECTED = "expected";
  private static final String UNEXPECTED = "unexpected";

  /** Of what comes after an error's name, which is as long as the longest. */
  private static final int START = 26;

  private static final int LONGEST_NAME = 24;

  private ErrorLines() {}

  static List<Line> of(RunHeader header, Snapshot run, Look look) {
    List<Line> lines = new ArrayList<>();
    if (run.recent().isEmpty()) {
      lines.add(new Line(look).add(look.palette().strong(), " errors").add("  none"));
    } else if (header.database().isPresent()) {
      ErrorCounts counts = run.errors();
      lines.add(kind(look, true, counts.expected(), counts.expectedInWarmup()));
      lines.add(kind(look, false, counts.unexpected(), counts.unexpectedInWarmup()));
    }
    int name = run.recent().stream().mapToInt(error -> name(error).length()).reduce(0, Math::max);
    run.recent().forEach(error -> lines.add(recent(run, error, look, name)));
    return lines;
  }

  private static Line kind(Look look, boolean expected, Map<String, Long> counts, long warmup) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    AttributedStyle style = all == 0 ? AttributedStyle.DEFAULT : look.palette().error(expected);
    Line line =
        new Line(look)
            .add(look.palette().strong(), expected ? " errors  " : "         ")
            .add(style, "%-10s ".formatted(expected ? EXPECTED : UNEXPECTED) + Figures.count(all));
    if (all > 0) {
      line.add(" (%s)".formatted(LoadTable.names(counts)));
    }
    if (warmup > 0) {
      line.add(
          look.palette().error(expected), ", and %s in warm-up".formatted(Figures.count(warmup)));
    }
    return line;
  }

  /** A long text gets what is left of the line, so that its end is seen as well. */
  private static Line recent(Snapshot run, RecentError error, Look look, int name) {
    String time = TIME.format(run.at(error.nanos()).atZone(look.zone()));
    Line line =
        new Line(look)
            .add("  " + time + "  ")
            .add(
                look.palette().error(error.expected()),
                "%-10s  %s".formatted(error.expected() ? EXPECTED : UNEXPECTED, name(error)))
            .to(START + name)
            .add(Shown.line(error.source(), LONGEST_NAME));
    int room = look.columns() - line.cells() - 3;
    return error.text().isEmpty() || room < 1
        ? line
        : line.add(": " + Shown.line(error.text(), room));
  }

  private static String name(RecentError error) {
    return Shown.line(error.category(), LONGEST_NAME);
  }
}
