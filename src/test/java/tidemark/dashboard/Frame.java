package tidemark.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import tidemark.record.RunHeader;
import tidemark.record.Snapshot;

/** One picture of a run, for a terminal. Pure. */
final class Frame {
  private static final String LEGEND =
      " rates: of the last second   p50, p95, p99: since warm-up, of what went well";

  private Frame() {}

  /** Its lines, none wider and no more than the terminal has. */
  static List<AttributedString> lines(RunHeader header, Snapshot run, Look look) {
    List<List<Line>> parts = new ArrayList<>();
    List<Line> head = HeaderLines.of(header, run, look);
    parts.add(head);
    if (header.database().isPresent() || header.chat().isPresent()) {
      parts.add(new LoadTable(header, run, look).lines());
      parts.add(ErrorLines.of(header, run, look));
      parts.add(List.of(new Line(look).add(look.palette().quiet(), LEGEND)));
    }
    if (header.cases().isPresent()) {
      parts.add(CaseRows.of(run, look, look.rows() - head.size()));
    }
    return together(parts, look).stream().limit(look.rows()).map(Line::cut).toList();
  }

  /** Parted by empty lines if there is room for them. */
  private static List<Line> together(List<List<Line>> parts, Look look) {
    int full = parts.stream().mapToInt(List::size).sum();
    boolean parted = full + parts.size() - 1 <= look.rows();
    List<Line> lines = new ArrayList<>();
    for (List<Line> part : parts) {
      if (parted && !lines.isEmpty()) {
        lines.add(new Line(look));
      }
      lines.addAll(part);
    }
    return lines;
  }
}
