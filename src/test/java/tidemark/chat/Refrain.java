package tidemark.chat;

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

  private byte[] event = {};
  private int length;
  private int from;
  private int to;

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
            && isPlain(data, contentFrom, contentTo);
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

  /** True if this event is the remembered one with a content of its own that is not empty. */
  boolean isIn(byte[] data, int dataLength) {
    int contentTo = contentTo(dataLength);
    return length > 0
        && contentTo > from
        && Arrays.equals(event, 0, from, data, 0, from)
        && Arrays.equals(event, to, length, data, contentTo, dataLength)
        && isPlain(data, from, contentTo);
  }

  private static boolean isPlain(byte[] data, int from, int to) {
    for (int i = from; i < to; i++) {
      byte one = data[i];
      if (one < ' ' || one == '"' || one == '\\') { // bytes above ASCII are below 0
        return false;
      }
    }
    return true;
  }

  /** Where the content of each event begins. */
  int contentFrom() {
    return from;
  }

  /** Where the content ends in an event that is so long. */
  int contentTo(int dataLength) {
    return dataLength - (length - to);
  }
}
