package tidemark.bench;

import java.io.IOException;

/** One of those that are compared: a process of its own. */
interface Side {
  String label();

  /** Does its task, and says what it did. */
  Measured run() throws IOException, InterruptedException;
}
