package tidemark.run.forked;

/**
 * A run that had to be ended, or ended without a word; the message has the last lines that it
 * printed.
 */
public final class NoVerdict extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoVerdict(String message) {
    super(message);
  }
}
