package tidemark.chat;

/**
 * Collects characters up to a limit, and never half of a surrogate pair: pieces of a stream may be
 * cut anywhere, and what is written to a file must be valid. Not thread-safe.
 */
final class TextSoFar {
  private static final char REPLACEMENT = '\uFFFD';

  private static final int FIRST_CHARS = 256;

  private final StringBuilder text;
  private final int maxChars;
  private boolean surrogates;
  private boolean truncated;

  /**
   * Makes an empty one.
   *
   * @param maxChars most UTF-16 units that are kept, 0 or more
   */
  TextSoFar(int maxChars) {
    this.maxChars = maxChars;
    this.text = new StringBuilder(Math.min(FIRST_CHARS, maxChars));
  }

  void append(char[] from, int offset, int count) {
    int length = roomFor(count);
    for (int i = offset; i < offset + length; i++) {
      surrogates |= Character.isSurrogate(from[i]);
    }
    text.append(from, offset, length);
  }

  void append(CharSequence from) {
    int end = roomFor(from.length());
    for (int i = 0; i < end; i++) {
      surrogates |= Character.isSurrogate(from.charAt(i));
    }
    text.append(from, 0, end);
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

  /** What was kept; a surrogate without its other half is U+FFFD, or left out where it was cut. */
  @Override
  public String toString() {
    return surrogates ? wellFormed() : text.toString();
  }

  private String wellFormed() {
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
