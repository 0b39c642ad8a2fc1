package tidemark.report;

/** Texts that others wrote, in a form that does nothing to whoever shows them. Pure. */
final class Printable {
  private Printable() {}

  /** Without line ends and tabs too: a text that stays where it is put. */
  static String line(String text) {
    return escaped(text.replaceAll("\\s+", " ").strip());
  }

  /** With its lines. What a terminal obeys, or turns the direction of a text, is written out. */
  static String lines(String text) {
    return escaped(text.replace("\r\n", "\n"));
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(code -> append(safe, code));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int code) {
    if (code == '\n' || code == '\t' || !obeyed(code)) {
      safe.appendCodePoint(code);
    } else {
      safe.append("\\u{%x}".formatted(code));
    }
  }

  /** Controls, half characters, and what no document may hold. */
  private static boolean obeyed(int code) {
    return switch (Character.getType(code)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> true;
      case Character.UNASSIGNED -> (code & 0xfffe) == 0xfffe;
      default -> false;
    };
  }
}
