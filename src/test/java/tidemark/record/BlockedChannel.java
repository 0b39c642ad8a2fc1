package tidemark.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.CountDownLatch;

/** A disk that takes nothing until it is released. */
final class BlockedChannel implements WritableByteChannel {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private volatile boolean open = true;

  /** Waits until somebody writes. */
  void awaitWrite() throws InterruptedException {
    entered.await();
  }

  void release() {
    released.countDown();
  }

  synchronized String text() {
    return written.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (!bytes.hasRemaining()) {
      return 0;
    }
    entered.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    return take(bytes);
  }

  private synchronized int take(ByteBuffer bytes) {
    int length = bytes.remaining();
    byte[] taken = new byte[length];
    bytes.get(taken);
    written.writeBytes(taken);
    return length;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
