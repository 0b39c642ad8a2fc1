package tidemark.sql.reactive;

/**
 * PostgreSQL's own form of a statement: {@code $1} for the first {@code ?}. Question marks in
 * literals, quoted names, comments and dollar quotes stay, and {@code ??} is an operator's single
 * one, as in JDBC.
 */
final class NumberedSql {
  private final String text;
  private final StringBuilder numbered = new StringBuilder();
  private int position;
  private int parameters;

  private NumberedSql(String text) {
    this.text = text;
  }

  static String of(String text) {
    return text.indexOf('?') < 0 ? text : new NumberedSql(text).numbered();
  }

  private String numbered() {
    while (position < text.length()) {
      switch (text.charAt(position)) {
        case '?' -> parameter();
        case '\'' -> literal();
        case '"' -> copyThrough(text.indexOf('"', position + 1), 1);
        case '$' -> dollarQuoted();
        case '-' -> comment("--", "\n");
        case '/' -> comment("/*", "*/");
        default -> copy(1);
      }
    }
    return numbered.toString();
  }

  private void parameter() {
    if (text.startsWith("??", position)) {
      position++;
      copy(1);
    } else {
      numbered.append('$').append(++parameters);
      position++;
    }
  }

  /** In one that begins with E, a backslash keeps the quote behind it from ending it. */
  private void literal() {
    boolean escapes = position > 0 && "eE".indexOf(text.charAt(position - 1)) >= 0 && isPrefix();
    int end = position + 1;
    while (end < text.length() && text.charAt(end) != '\'') {
      end += escapes && text.charAt(end) == '\\' ? 2 : 1;
    }
    copyThrough(Math.min(end, text.length() - 1), 1);
  }

  /** The letter before the quote stands by itself. */
  private boolean isPrefix() {
    return position < 2 || !Character.isJavaIdentifierPart(text.charAt(position - 2));
  }

  private void dollarQuoted() {
    int tagEnd = text.indexOf('$', position + 1);
    boolean quote =
        tagEnd > 0
            && text.substring(position + 1, tagEnd).matches("([\\p{L}_][\\p{L}\\d_]*)?")
            && (position == 0 || !Character.isJavaIdentifierPart(text.charAt(position - 1)));
    if (quote) {
      String tag = text.substring(position, tagEnd + 1);
      copyThrough(text.indexOf(tag, tagEnd + 1), tag.length());
    } else {
      copy(1);
    }
  }

  private void comment(String begin, String end) {
    if (text.startsWith(begin, position)) {
      copyThrough(text.indexOf(end, position + begin.length()), end.length());
    } else {
      copy(1);
    }
  }

  /** All up to what begins there, and it; to the end of the text if it is nowhere. */
  private void copyThrough(int begin, int length) {
    copy((begin < 0 ? text.length() : begin + length) - position);
  }

  private void copy(int length) {
    numbered.append(text, position, position + length);
    position += length;
  }
}
