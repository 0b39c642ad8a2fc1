package tidemark.dashboard;

import java.util.Map;
import org.jline.utils.AttributedStyle;

/**
 * Colours by what they mean; the same everywhere. Whatever has one is said in words too. They are
 * the terminal's own, which its user has made to be read on the background that there is.
 */
final class Palette {
  private static final Map<String, Integer> ROLES =
      Map.of(
          "inserter", AttributedStyle.GREEN,
          "transferrer", AttributedStyle.CYAN,
          "reader", AttributedStyle.BLUE + AttributedStyle.BRIGHT, // the plain one is hard to read
          "checker", AttributedStyle.MAGENTA,
          "deleter", AttributedStyle.RED);

  /** Of 256; a terminal with less has the nearest that it knows. */
  private static final int ORANGE = 208;

  private final boolean coloured;

  /**
   * @param coloured false where nobody wants colours
   */
  Palette(boolean coloured) {
    this.coloured = coloured;
  }

  private AttributedStyle style(int colour) {
    return coloured ? AttributedStyle.DEFAULT.foreground(colour) : AttributedStyle.DEFAULT;
  }

  /** That of a role; whoever else works on the database has none. */
  AttributedStyle role(String name) {
    Integer colour = ROLES.get(name);
    return colour == null ? AttributedStyle.DEFAULT : style(colour);
  }

  AttributedStyle chat() {
    return style(ORANGE);
  }

  AttributedStyle error(boolean expected) {
    return style(expected ? AttributedStyle.YELLOW : AttributedStyle.RED);
  }

  AttributedStyle good() {
    return style(AttributedStyle.GREEN);
  }

  AttributedStyle bad() {
    return style(AttributedStyle.RED).bold();
  }

  /** What is looked for first. */
  AttributedStyle strong() {
    return AttributedStyle.BOLD;
  }

  /** What is read once. */
  AttributedStyle quiet() {
    return AttributedStyle.DEFAULT.faint();
  }
}
