package tidemark.run;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.record.ChatRecorder;
import tidemark.record.ChatSample;

/**
 * Ends a run whose first chat is told that its token is no good, or that it should have one: all
 * others would be told so too. Thread-safe.
 */
final class RefusedToken implements ChatRecorder {
  private final ChatRecorder recorder;
  private final boolean sent;
  private final Consumer<String> stop;
  private volatile boolean decided;

  /**
   * Watches what a recorder is told.
   *
   * @param sent true if chats carry a token
   * @param stop takes the reason
   */
  RefusedToken(ChatRecorder recorder, boolean sent, Consumer<String> stop) {
    this.recorder = recorder;
    this.sent = sent;
    this.stop = stop;
  }

  @Override
  public void sent(long nowNanos) {
    recorder.sent(nowNanos);
  }

  @Override
  public void chat(ChatSample sample, @Nullable String message) {
    recorder.chat(sample, message);
    if (!decided) {
      decided = true;
      if (sample.status() == 401 || sample.status() == 403) {
        String said = message == null ? "" : ": " + message;
        String what = sent ? "the token" : "chats without a token";
        stop.accept("the target refuses %s (%d)%s".formatted(what, sample.status(), said));
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

  @Override
  public boolean tell(Runnable telling) {
    return recorder.tell(telling);
  }
}
