package tidemark.run;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened for a run; closed in the opposite order, each whatever becomes of the others.
 * Thread-safe.
 */
final class Opened {
  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closed;

  /** Ends one thing. */
  @FunctionalInterface
  interface Part {
    /**
     * Ends it.
     *
     * @param keep true if the data are to stay
     */
    void close(boolean keep) throws SQLException, IOException;
  }

  /** Takes one more; closes it at once if the others are closed already. */
  synchronized void add(Part part) {
    if (closed) {
      close(part, false);
    } else {
      parts.push(part);
    }
  }

  /** Closes all of them; the second call does nothing. */
  void close(boolean keep) {
    for (Part part : taken()) {
      close(part, keep);
    }
  }

  private synchronized Deque<Part> taken() {
    Deque<Part> all = new ArrayDeque<>(parts);
    parts.clear();
    closed = true;
    return all;
  }

  private static void close(Part part, boolean keep) {
    try {
      part.close(keep);
    } catch (SQLException | IOException | RuntimeException e) {
      // Gatling has closed the log by now.
      System.err.println("Tidemark: not all could be cleaned up: " + DatabaseTarget.oneLine(e));
    }
  }
}
