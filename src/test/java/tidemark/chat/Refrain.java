package tidemark.chat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the events of a stream have in common: as a rule all but their content, so that each can be
 * read by comparing it with the one before. To parse them takes half of all processor time of a
 * stream. Not thread-safe.
 *
 * <p>A string of JSON may take the place of another without a change to what is around it, if
 * neither holds a quote, a backslash or a control character. Only ASCII is looked at: whatever else
 * comes may be broken, and is parsed.
 */
final class Refrain {
  /** Beyond a token; so that many streams do not fill the memory. */
  private static final int MAX_BYTES = 4096;

  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CRLF_TWICE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private byte[] event = {};
  private int length;
  private int from;
  private int to;
  private int contentFrom;
  private int contentTo;

  /**
   * Remembers an event.
   *
   * @param contentFrom where its content begins, the first choice's and the only one; may be wrong
   * @param contentLength in characters; if it is not so many plain bytes, the event is forgotten
   */
  void remember(byte[] data, int dataLength, int contentFrom, int contentLength) {
    int contentTo = contentFrom + contentLength;
    boolean usable =
        dataLength <= MAX_BYTES
            && contentFrom > 0
            && contentTo < dataLength
            && data[contentFrom - 1] == '"'
            && data[contentTo] == '"'
            && isPlain(data, contentFrom, contentTo)
            && isOneLine(data, dataLength);
    if (!usable) {
      length = 0;
      return;
    }
    if (event.length < dataLength) {
      event = new byte[2 * dataLength];
    }
    System.arraycopy(data, 0, event, 0, dataLength);
    length = dataLength;
    from = contentFrom;
    to = contentTo;
  }

  /**
   * Looks for the remembered event, with a plain content of its own that is not empty, in a stream:
   * one line of data and an empty one.
   *
   * @return the index after it; {@code start} if it is not there, or not whole
   */
  int next(byte[] bytes, int start, int end) {
    int data = start + DATA.length;
    data += data < end && bytes[data] == ' ' ? 1 : 0;
    contentFrom = data + from;
    contentTo = contentFrom;
    if (length == 0 || end - contentFrom <= length - to || !beginsAt(bytes, start, data)) {
      return start;
    }
    contentTo = endOfPlain(bytes, contentFrom, end);
    int after = contentTo + length - to;
    boolean isIn =
        contentTo > contentFrom
            && after < end
            && Arrays.equals(event, to, length, bytes, contentTo, after);
    return isIn ? endOfBlankLine(bytes, after, end, start) : start;
  }

  private boolean beginsAt(byte[] bytes, int start, int data) {
    return Arrays.equals(DATA, 0, DATA.length, bytes, start, start + DATA.length)
        && Arrays.equals(event, 0, from, bytes, data, data + from);
  }

  /** Two ends of lines, both of the same kind; else, as where the second one is not there yet. */
  private static int endOfBlankLine(byte[] bytes, int from, int end, int otherwise) {
    if (bytes[from] == '\n') {
      return from + 2 <= end && bytes[from + 1] == '\n' ? from + 2 : otherwise;
    }
    boolean isIn =
        from + CRLF_TWICE.length <= end
            && Arrays.equals(
                CRLF_TWICE, 0, CRLF_TWICE.length, bytes, from, from + CRLF_TWICE.length);
    return isIn ? from + CRLF_TWICE.length : otherwise;
  }

  /** Data of several lines has a mark before each of them that is not in the event. */
  private static boolean isOneLine(byte[] data, int length) {
    int at = 0;
    while (at < length && data[at] != '\n') {
      at++;
    }
    return at == length;
  }

  private static boolean isPlain(byte[] data, int from, int to) {
    return endOfPlain(data, from, to) == to;
  }

  /** Bytes above ASCII are below 0. */
  private static int endOfPlain(byte[] data, int from, int end) {
    int at = from;
    while (at < end && data[at] >= ' ' && data[at] != '"' && data[at] != '\\') {
      at++;
    }
    return at;
  }

  /** Where the content of the event that was found begins. */
  int contentFrom() {
    return contentFrom;
  }

  /** Where it ends. */
  int contentTo() {
    return contentTo;
  }
}
