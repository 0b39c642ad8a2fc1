package tidemark.record;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;

/**
 * How many samples took how long, to two significant digits, in some hundred bytes: what is kept of
 * each moment of a run, so that moments can be put together. Immutable.
 */
public final class Distribution {
  static final Distribution NONE = new Distribution(new byte[0]);
  private static final int DIGITS = 2;

  /** HdrHistogram's own code; empty of nothing. */
  private final byte[] encoded;

  private Distribution(byte[] encoded) {
    this.encoded = encoded;
  }

  static Distribution of(AbstractHistogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return NONE;
    }
    Histogram coarse = new Histogram(DIGITS);
    coarse.add(nanos);
    ByteBuffer buffer = ByteBuffer.allocate(coarse.getNeededByteBufferCapacity());
    int length = coarse.encodeIntoByteBuffer(buffer);
    return new Distribution(Arrays.copyOf(buffer.array(), length));
  }

  /** A copy to read from, in nanoseconds. */
  public Histogram histogram() {
    return encoded.length == 0
        ? new Histogram(DIGITS)
        : Histogram.decodeFromByteBuffer(ByteBuffer.wrap(encoded), 0);
  }

  /** Both together. */
  Distribution plus(Distribution other) {
    if (encoded.length == 0 || other.encoded.length == 0) {
      return encoded.length == 0 ? other : this;
    }
    Histogram both = histogram();
    both.add(other.histogram());
    return of(both);
  }

  /** In bytes. */
  int size() {
    return encoded.length;
  }
}
