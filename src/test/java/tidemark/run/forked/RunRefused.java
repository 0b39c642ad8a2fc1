package tidemark.run.forked;

/** A run that sent no load; the message is the line that says why. */
public final class RunRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  RunRefused(String message) {
    super(message);
  }
}
