package tidemark.chat;

import java.io.InputStream;

/**
 * A request's body as a stream. Gatling's engine reads it byte by byte, so unlike {@link
 * java.io.ByteArrayInputStream} it takes no lock for each. Not thread-safe.
 */
@SuppressWarnings("InputStreamSlowMultibyteRead") // the engine would not use a fast one
final class RequestBytes extends InputStream {
  private final byte[] bytes;
  private int read;

  RequestBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    return read < bytes.length ? bytes[read++] & 0xff : -1;
  }

  @Override
  public int available() {
    return bytes.length - read;
  }
}
