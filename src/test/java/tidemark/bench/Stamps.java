package tidemark.bench;

import java.util.Arrays;

/**
 * What a server that stamps its answers says of one chat, as {@link System#nanoTime()}.
 *
 * @param readNanos when the request had been read
 * @param firstNanos when the first token was about to be written
 * @param lastNanos the same of the last one
 */
record Stamps(long readNanos, long firstNanos, long lastNanos) {
  static Stamps of(String answer) {
    long[] times = Arrays.stream(answer.strip().split(" ")).mapToLong(Long::parseLong).toArray();
    return new Stamps(times[0], times[1], times[times.length - 1]);
  }
}
