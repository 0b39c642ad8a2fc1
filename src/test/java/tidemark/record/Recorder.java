package tidemark.record;

import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorKind;

/** Takes what happens, from any thread, without blocking. */
public interface Recorder {
  /** Keeps nothing. */
  Recorder NONE =
      new Recorder() {
        @Override
        public void sample(Sample sample) {}

        @Override
        public void error(String role, ErrorKind kind, String message, long startNanos) {}
      };

  /** One finished operation. */
  void sample(Sample sample);

  /**
   * One failed or refused attempt; an operation that is tried again has several.
   *
   * @param message what the database said; kept for the first few of a category only
   * @param startNanos when the operation started
   */
  void error(String role, ErrorKind kind, String message, long startNanos);

  /**
   * The same, for those who want to know more of it than its message.
   *
   * @param cause what was thrown; null where nothing was
   */
  default void error(
      String role, ErrorKind kind, String message, long startNanos, @Nullable Throwable cause) {
    error(role, kind, message, startNanos);
  }
}
