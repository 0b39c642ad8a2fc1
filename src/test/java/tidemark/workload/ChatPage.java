package tidemark.workload;

/**
 * How far one user's stored chats have been read, and the sums of those whose outcome was known.
 * What is behind is never read again. Not thread-safe.
 */
final class ChatPage {
  private long readBefore = 1;
  private long attempts;
  private long digests;
  private boolean sound = true;

  /** The first number that has not been read. */
  long readBefore() {
    return readBefore;
  }

  void readUntil(long next) {
    readBefore = next;
  }

  void add(long attempt, long digest) {
    attempts += attempt;
    digests += digest;
  }

  /** Something is wrong with it: sums would say so again. */
  void unsound() {
    sound = false;
  }

  boolean isSound() {
    return sound;
  }

  long attempts() {
    return attempts;
  }

  long digests() {
    return digests;
  }
}
