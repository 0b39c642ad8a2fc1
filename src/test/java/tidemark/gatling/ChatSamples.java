package tidemark.gatling;

import io.gatling.core.CoreComponents;
import io.gatling.core.session.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tidemark.error.ChatError;
import tidemark.record.ChatRecorder;
import tidemark.record.ChatSample;

/**
 * Tells both books of a chat: Tidemark's recorder in nanoseconds and Gatling's statistics in
 * milliseconds. Thread-safe.
 */
public final class ChatSamples {
  private static final String FIRST_TOKEN = "%s · time to first token";

  /** Names of second rows by those of the first: made once, for Gatling looks each up. */
  private final Map<String, String> firstTokenRows = new ConcurrentHashMap<>();

  private final StatsRows rows;
  private final ChatRecorder recorder;

  public ChatSamples(CoreComponents core, ChatRecorder recorder) {
    this.rows = new StatsRows(core);
    this.recorder = recorder;
  }

  /**
   * Reports one finished chat. Gatling gets a row by its name and, for a stream that went well, a
   * second one, {@code <name> · time to first token}: of the same streams as the figure in the
   * summary. Of an error it gets the name only.
   *
   * @param message what a person may want to know of the error, for the recorder
   * @return the session to go on with: failed if the chat is KO
   */
  public Session report(Session session, ChatSample sample, @Nullable String message) {
    recorder.chat(sample, message);
    ChatError error = sample.error();
    long start = sample.fromNanos();
    long end = start + sample.latencyNanos();
    long firstToken = sample.firstTokenNanos();
    String code = error == null ? null : error.name();
    rows.log(session, sample.request(), start, end, sample.failed(), code);
    if (error == null && firstToken != ChatSample.NEVER) {
      String row = firstTokenRows.computeIfAbsent(sample.request(), FIRST_TOKEN::formatted);
      rows.log(session, row, start, firstToken, false, null);
    }
    return rows.after(session, start, end, sample.failed());
  }
}
