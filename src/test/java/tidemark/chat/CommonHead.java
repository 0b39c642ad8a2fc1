package tidemark.chat;

import java.util.Arrays;

/**
 * What the events of a stream begin with before their choices, as a rule always the same: id, time
 * and model. It has been read once. Not thread-safe.
 */
final class CommonHead {
  /** Beyond what any server sends there; so that many streams do not fill the memory. */
  private static final int MAX_BYTES = 1024;

  private byte[] head = {};

  /**
   * Remembers the beginning of an event.
   *
   * @param end where its next member begins, after the comma that ends the head
   */
  void remember(byte[] event, int end) {
    if (end > 1 && end <= MAX_BYTES && event[end - 1] == ',' && event[end] == '"') {
      head = Arrays.copyOf(event, end);
    }
  }

  /** How many bytes of the event need not be read, its last one the comma; 0 if it is another. */
  int lengthIn(byte[] event, int length) {
    boolean isIn =
        head.length > 0
            && head.length < length
            && Arrays.equals(head, 0, head.length, event, 0, head.length);
    return isIn ? head.length : 0;
  }
}
