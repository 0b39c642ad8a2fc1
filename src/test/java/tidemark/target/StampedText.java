package tidemark.target;

import io.vertx.core.buffer.Buffer;

/**
 * What one chat is told by a server that is held against its client: times in place of words, each
 * a {@link System#nanoTime()}, which is one clock for all processes of a Linux machine. The first
 * token says when the request had been read, and each one when it is about to be written.
 */
final class StampedText extends ChatText {
  private final long readNanos;

  StampedText(ChatText text, long readNanos) {
    super(text);
    this.readNanos = readNanos;
  }

  @Override
  String word(int number) {
    String written = System.nanoTime() + " ";
    return number == 0 ? readNanos + " " + written : written;
  }

  @Override
  Buffer token(int number) {
    return event(word(number));
  }
}
