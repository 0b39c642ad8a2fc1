package tidemark.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Keeps what is said on the console while the screen is somebody else's, and says it when that is
 * over: of very much, the end. For one use. Thread-safe.
 */
final class HeldOutput {
  private static final int MOST = 256 * 1024;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private boolean released;

  /** Takes what it is told until it is released, and passes it on from then on. */
  private final class Holding extends OutputStream {
    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      synchronized (held) {
        if (released) {
          out.write(bytes, from, length);
          return;
        }
        if (held.size() > MOST) {
          held.reset();
        }
        held.write(bytes, from, length);
      }
    }
  }

  /**
   * From now on.
   *
   * @param encoding of the console
   */
  void hold(Charset encoding) {
    PrintStream holding = new PrintStream(new Holding(), true, encoding);
    System.setOut(holding);
    System.setErr(holding);
  }

  /** Says all of it, and lets pass what comes. */
  void release() {
    synchronized (held) {
      if (released) {
        return;
      }
      released = true;
      System.setOut(out);
      System.setErr(err);
      out.writeBytes(held.toByteArray());
      out.flush();
    }
  }
}
