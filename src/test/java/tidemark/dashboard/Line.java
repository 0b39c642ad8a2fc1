package tidemark.dashboard;

import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** One line of a view. What it is told is not checked: texts of others come through Shown. */
final class Line {
  private final Look look;
  private final AttributedStringBuilder text = new AttributedStringBuilder();

  Line(Look look) {
    this.look = look;
  }

  Line add(String more) {
    text.append(look.glyphs().of(more));
    return this;
  }

  Line add(AttributedStyle style, String more) {
    text.styled(style, look.glyphs().of(more));
    return this;
  }

  /** So many cells from the begin of the line on are taken at least. */
  Line to(int cells) {
    return add(" ".repeat(Math.max(0, cells - cells())));
  }

  /** At the right end of the line, at least two cells from what is there. */
  Line right(AttributedStyle style, String more) {
    int cells = new AttributedString(more).columnLength();
    return to(Math.max(cells() + 2, look.columns() - 1 - cells)).add(style, more);
  }

  /** In so many cells, at their right end. */
  Line number(AttributedStyle style, String more, int cells) {
    int length = new AttributedString(more).columnLength();
    return add(" ".repeat(Math.max(0, cells - length))).add(style, more);
  }

  int cells() {
    return text.columnLength();
  }

  /** Cut where the line of the terminal ends: it never goes on in the next. */
  AttributedString cut() {
    if (cells() <= look.columns()) {
      return text.toAttributedString();
    }
    AttributedStringBuilder start = new AttributedStringBuilder();
    start.append(text.columnSubSequence(0, Math.max(0, look.columns() - 1)));
    return start.append(look.glyphs().of("…")).toAttributedString();
  }
}
