package tidemark.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects bytes up to a limit, in one array that is used again. Not thread-safe. */
final class BytesSoFar {
  private static final int FIRST_SIZE = 512;

  private final int maxBytes;
  private byte[] bytes;
  private int length;

  /**
   * Makes an empty one.
   *
   * @param maxBytes 1 or more; the array is never longer
   */
  BytesSoFar(int maxBytes) {
    this.maxBytes = maxBytes;
    bytes = new byte[Math.min(FIRST_SIZE, maxBytes)];
  }

  /** Takes all of them, or none if that would be too many: then false. */
  boolean append(byte[] from, int offset, int count) {
    if (!makeRoom(count)) {
      return false;
    }
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
    return true;
  }

  /** Takes all that remain, or none if that would be too many: then false. */
  boolean append(ByteBuffer from) {
    int count = from.remaining();
    if (!makeRoom(count)) {
      return false;
    }
    from.get(bytes, length, count);
    length += count;
    return true;
  }

  private boolean makeRoom(int count) {
    if (count > maxBytes - length) {
      return false;
    }
    int needed = length + count;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(needed, 2L * bytes.length)));
    }
    return true;
  }

  /** The array itself: its first {@link #length()} bytes count, until the next call. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** As text in UTF-8. */
  String text() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Forgets what comes after the first so many. */
  void cutTo(int newLength) {
    length = newLength;
  }
}
