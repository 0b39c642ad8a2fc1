package tidemark.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidemark.record.Shown;

/**
 * Texts that others wrote, as GitHub's Markdown: they are shown as they are, and do nothing. Pure.
 *
 * @see <a href="https://github.github.com/gfm/#backslash-escapes">what a backslash does</a>
 */
final class Markdown {
  private static final int LONGEST = 2_000;

  /** What formats, is HTML, ends a cell, calls a person, or makes a link. */
  private static final Pattern OBEYED =
      Pattern.compile("[\\\\`*_{}\\[\\]<>|~#&@$!]|(?i:(?<=www)\\.)|:(?=//)");

  private Markdown() {}

  /** In one line of bearable length. */
  static String text(String text) {
    String line = Printable.line(Shown.cut(text, LONGEST));
    return OBEYED.matcher(line).replaceAll("\\\\$0");
  }

  /** The head of a table; all columns but the first have figures. */
  static void head(List<String> lines, String... names) {
    row(lines, List.of(names));
    lines.add(
        Stream.of(names)
            .skip(1)
            .map(name -> " ---: |")
            .collect(Collectors.joining("", "| --- |", "")));
  }

  static void row(List<String> lines, List<String> cells) {
    lines.add(cells.stream().map(Markdown::text).collect(Collectors.joining(" | ", "| ", " |")));
  }
}
