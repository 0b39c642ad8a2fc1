package tidemark.sql.reactive;

/** Carries the client's error out of a plan's handler. */
final class ClientFault extends RuntimeException {
  private final Throwable error;

  ClientFault(Throwable error) {
    super(error.getMessage(), error, false, false);
    this.error = error;
  }

  Throwable error() {
    return error;
  }
}
