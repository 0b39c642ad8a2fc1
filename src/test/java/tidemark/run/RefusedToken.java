package tidemark.run;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.record.ChatRecorder;
import tidemark.record.ChatSample;

/**
 * Ends a run whose first chat is told that its token is no good: all others would be told so too.
 * Thread-safe.
 */
final class RefusedToken implements ChatRecorder {
  private final ChatRecorder recorder;
  private final Consumer<String> stop;
  private volatile boolean decided;

  /**
   * Watches what a recorder is told.
   *
   * @param stop takes the reason
   */
  RefusedToken(ChatRecorder recorder, Consumer<String> stop) {
    this.recorder = recorder;
    this.stop = stop;
  }

  @Override
  public void sent() {
    recorder.sent();
  }

  @Override
  public void chat(ChatSample sample, @Nullable String message) {
    recorder.chat(sample, message);
    if (!decided) {
      decided = true;
      if (sample.status() == 401 || sample.status() == 403) {
        String said = message == null ? "" : ": " + message;
        stop.accept("the target refuses the token (%d)%s".formatted(sample.status(), said));
      }
    }
  }

  @Override
  public void gap(long startNanos, long gapNanos) {
    recorder.gap(startNanos, gapNanos);
  }

  @Override
  public void together(long startNanos, long tokens) {
    recorder.together(startNanos, tokens);
  }
}
