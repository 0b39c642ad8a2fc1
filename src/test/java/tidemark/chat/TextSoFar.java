package tidemark.chat;

/**
 * Collects characters up to a limit, and never half of a surrogate pair: pieces of a stream may be
 * cut anywhere, and what is written to a file must be valid. Not thread-safe.
 */
final class TextSoFar {
  private static final char REPLACEMENT = '\uFFFD';

  private final StringBuilder text = new StringBuilder();
  private final int maxChars;
  private boolean truncated;

  /**
   * Makes an empty one.
   *
   * @param maxChars most UTF-16 units that are kept, 0 or more
   */
  TextSoFar(int maxChars) {
    this.maxChars = maxChars;
  }

  void append(char[] from, int offset, int count) {
    text.append(from, offset, roomFor(count));
  }

  void append(CharSequence from) {
    text.append(from, 0, roomFor(from.length()));
  }

  /** Takes the bytes from one index to before another, each of which is a character of ASCII. */
  void appendAscii(byte[] bytes, int from, int to) {
    int end = from + roomFor(to - from);
    for (int i = from; i < end; i++) {
      text.append((char) bytes[i]);
    }
  }

  private int roomFor(int count) {
    int room = maxChars - text.length();
    truncated |= count > room;
    return Math.min(count, room);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** True if more came than was kept. */
  boolean truncated() {
    return truncated;
  }

  /** The first so many of what was kept; this if there are no more. */
  TextSoFar first(int chars) {
    if (text.length() <= chars) {
      return this;
    }
    TextSoFar first = new TextSoFar(chars);
    first.append(text);
    return first;
  }

  /** What was kept; a surrogate without its other half is U+FFFD, or left out where it was cut. */
  @Override
  public String toString() {
    int length = text.length();
    if (truncated && length > 0 && Character.isHighSurrogate(text.charAt(length - 1))) {
      length--;
    }
    StringBuilder whole = new StringBuilder(text).delete(length, text.length());
    for (int i = 0; i < length; i++) {
      if (Character.isSurrogate(whole.charAt(i))) {
        if (Character.isSupplementaryCodePoint(whole.codePointAt(i))) {
          i++;
        } else {
          whole.setCharAt(i, REPLACEMENT);
        }
      }
    }
    return whole.toString();
  }
}
