package tidemark.run;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.error.ErrorKind;
import tidemark.record.Recorder;
import tidemark.record.Sample;
import tidemark.report.Incident;

/** Tells of each error that nobody expects, once the recorder has it. Thread-safe. */
final class WatchedRecorder implements Recorder {
  private final Recorder recorder;
  private final Consumer<Incident> told;

  WatchedRecorder(Recorder recorder, Consumer<Incident> told) {
    this.recorder = recorder;
    this.told = told;
  }

  @Override
  public void sample(Sample sample) {
    recorder.sample(sample);
  }

  @Override
  public void error(String role, ErrorKind kind, String message, long startNanos) {
    error(role, kind, message, startNanos, null);
  }

  @Override
  public void error(
      String role, ErrorKind kind, String message, long startNanos, @Nullable Throwable cause) {
    recorder.error(role, kind, message, startNanos, cause);
    if (!kind.expected()) {
      told.accept(Incident.now(role, "unexpected error " + kind.category(), message, cause));
    }
  }
}
