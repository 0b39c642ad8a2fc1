package tidemark.record;

import java.util.regex.Pattern;

/**
 * Makes a text that somebody else wrote fit to be shown to people: a server's error, a model's name
 * and a prompt may hold anything. The one place for it; a page has to escape its markup as well.
 */
public final class Shown {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** In place of what has no picture of its own. */
  private static final char UNKNOWN = '\uFFFD';

  private static final int PICTURES = 0x2400;
  private static final int PICTURE_OF_DELETE = 0x2421;
  private static final int DELETE = 0x7f;

  private Shown() {}

  /**
   * A text on one line, without anything that could move a cursor, change a colour or turn the
   * direction of writing: what is not to be shown as it is, a picture is shown of. A longer text is
   * cut in the middle. The work does not grow with the text.
   *
   * @param longest in code points, at least 1
   */
  public static String line(String text, int longest) {
    String line = BLANKS.matcher(harmless(ends(text, longest))).replaceAll(" ").strip();
    return cut(line, longest);
  }

  /** So much of both ends that all to be shown is in it, blanks left out. */
  private static String ends(String text, int longest) {
    int each = 4 * longest;
    if (text.length() <= 2 * each) {
      return text;
    }
    return text.substring(0, each) + "…" + text.substring(text.length() - each);
  }

  /** The same of all of a text, each character in its place: what is laid out stays so. */
  public static String harmless(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(point -> shown.appendCodePoint(picture(point)));
    return shown.toString();
  }

  private static int picture(int point) {
    if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
      return ' '; // line separators too
    }
    if (point < ' ') {
      return PICTURES + point;
    }
    if (point == DELETE) {
      return PICTURE_OF_DELETE;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT, // marks and overrides of the direction of writing among them
          Character.SURROGATE, // one without its other
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          UNKNOWN;
      default -> point;
    };
  }

  /**
   * A text of at most so many code points, at least 1; a longer one is cut in the middle. No
   * character is cut in two.
   */
  public static String cut(String text, int longest) {
    int length = text.codePointCount(0, text.length());
    if (length <= longest) {
      return text;
    }
    int start = longest / 2;
    int end = longest - 1 - start;
    return text.substring(0, text.offsetByCodePoints(0, start))
        + "…"
        + text.substring(text.offsetByCodePoints(text.length(), -end));
  }
}
