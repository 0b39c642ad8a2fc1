package tidemark.sql;

import tidemark.error.ErrorKind;

/**
 * Thrown by a plan's handler to end the attempt: the engine rolls back and reports this kind. Has
 * no stack trace, since refusing is ordinary work.
 */
public final class Refusal extends RuntimeException {
  private final transient ErrorKind kind;

  public Refusal(ErrorKind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public ErrorKind kind() {
    return kind;
  }
}
