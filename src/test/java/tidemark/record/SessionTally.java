package tidemark.record;

import java.util.HashMap;
import java.util.Map;

/** Counts what sessions are seen at; a few dozen things at most, the rest is one. Thread-safe. */
public final class SessionTally {
  private static final int MOST = 50;
  private static final String REST = "other";

  private final Map<String, Long> seen = new HashMap<>();
  private long samples;

  /** One look: how many sessions at what. */
  public synchronized void look(Map<String, Long> sessions) {
    samples++;
    sessions.forEach(
        (what, count) -> {
          boolean room = seen.containsKey(what) || seen.size() < MOST;
          seen.merge(room ? what : REST, count, Long::sum);
        });
  }

  /** As it is now. */
  public synchronized SessionFigures figures() {
    return new SessionFigures(samples, seen);
  }
}
