package tidemark.chat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Splits a stream of server-sent events, fed in pieces of any size, into its events. Two
 * differences to the standard: an event without data lines, or with empty ones only, is none; and
 * the end of the stream completes an event that lacks its blank line, as some servers leave it out
 * after {@code [DONE]}. Not thread-safe; a handler must not feed the stream that calls it.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">The
 *     event stream format</a>
 */
final class EventStream {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ERROR = "error".getBytes(StandardCharsets.US_ASCII);
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final int NOT_THIS_FIELD = -1;

  private static final int PIECE_BYTES = 1024;

  /** Events that are cut by its end are read the longer way. */
  private static final int MAX_PIECE_BYTES = 16 << 10;

  private final EventHandler handler;

  /** The event's data, each line with a line feed, and after it the line that is being read. */
  private final BytesSoFar kept;

  private int dataLength;
  private boolean namedError;
  private boolean inFirstLine = true;
  private boolean afterCarriageReturn;
  private boolean tooLarge;
  private byte[] piece = {};

  /**
   * Makes one for one stream.
   *
   * @param maxEventBytes most bytes that are kept: an event's data and the line being read
   */
  EventStream(EventHandler handler, int maxEventBytes) {
    this.handler = handler;
    kept = new BytesSoFar(maxEventBytes);
  }

  /** Takes the next bytes and hands on the events that they complete. */
  void feed(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int from = offset;
    while (from < end && !tooLarge) {
      if (afterCarriageReturn && bytes[from] == '\n') {
        from++;
      }
      int next = betweenEvents() ? handler.taken(bytes, from, end) : from;
      if (next > from) {
        inFirstLine = false;
        afterCarriageReturn = false;
        from = next;
        continue;
      }
      int to = endOfLine(bytes, from, end);
      keep(bytes, from, to);
      if (to < end && !tooLarge) {
        endLine();
      }
      afterCarriageReturn = to < end && bytes[to] == '\r';
      from = to + 1;
    }
  }

  /** True where nothing of an event has been read. */
  private boolean betweenEvents() {
    return kept.length() == 0 && !namedError;
  }

  /** Looks at eight bytes at once: to go through each costs as much as all the rest. */
  private static int endOfLine(byte[] bytes, int from, int end) {
    int at = from;
    while (at <= end - Long.BYTES && !hasControl((long) EIGHT_BYTES.get(bytes, at))) {
      at += Long.BYTES;
    }
    while (at < end && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /**
   * True if one of eight bytes is one of the first characters, to which the ends of lines belong.
   *
   * @see <a href="https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord">Less than n
   *     in a word</a>
   */
  private static boolean hasControl(long eight) {
    return (eight - ONES * ('\r' + 1) & ~eight & ONES << 7) != 0;
  }

  /** Takes all that remains in the buffer, and hands on the events that it completes. */
  void feed(ByteBuffer bytes) {
    if (bytes.hasArray()) {
      feed(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      bytes.position(bytes.limit());
      return;
    }
    int wanted = Math.min(MAX_PIECE_BYTES, Math.max(PIECE_BYTES, bytes.remaining()));
    if (piece.length < wanted) {
      piece = new byte[wanted];
    }
    while (bytes.hasRemaining()) {
      int length = Math.min(piece.length, bytes.remaining());
      bytes.get(piece, 0, length);
      feed(piece, 0, length);
    }
  }

  /**
   * The stream has ended: hands on an event that lacks its blank line. It may be cut: data that
   * cannot be read here is a sign of a truncated stream rather than of a broken server.
   */
  void end() {
    if (!tooLarge) {
      endLine();
      endEvent();
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    if (!kept.append(bytes, from, to - from)) {
      tooLarge = true;
      handler.tooLarge();
    }
  }

  private void endLine() {
    int from = dataLength;
    int to = kept.length();
    if (inFirstLine) {
      inFirstLine = false;
      from += startsWith(from, to, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
    }
    if (from == to) {
      endEvent();
    } else {
      takeField(from, to);
    }
  }

  private void takeField(int from, int to) {
    int data = valueOf(DATA, from, to);
    if (data != NOT_THIS_FIELD) {
      byte[] bytes = kept.array();
      System.arraycopy(bytes, data, bytes, dataLength, to - data);
      dataLength += to - data;
      bytes[dataLength++] = '\n';
    } else {
      int name = valueOf(EVENT, from, to);
      if (name != NOT_THIS_FIELD) {
        namedError = to - name == ERROR.length && startsWith(name, to, ERROR);
      }
    }
    kept.cutTo(dataLength);
  }

  /** Where in the line the field's value begins; a field may stand without colon and value. */
  private int valueOf(byte[] field, int from, int to) {
    if (!startsWith(from, to, field)) {
      return NOT_THIS_FIELD;
    }
    int colon = from + field.length;
    if (colon == to) {
      return to;
    }
    byte[] bytes = kept.array();
    if (bytes[colon] != ':') {
      return NOT_THIS_FIELD;
    }
    int value = colon + 1;
    return value < to && bytes[value] == ' ' ? value + 1 : value;
  }

  private boolean startsWith(int from, int to, byte[] prefix) {
    int end = from + prefix.length;
    return end <= to && Arrays.equals(kept.array(), from, end, prefix, 0, prefix.length);
  }

  private void endEvent() {
    int length = dataLength - 1;
    boolean error = namedError;
    dataLength = 0;
    namedError = false;
    kept.cutTo(0);
    if (length > 0 && error) {
      handler.error(kept.array(), length);
    } else if (length > 0) {
      handler.event(kept.array(), length);
    }
  }
}
