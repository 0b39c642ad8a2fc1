package tidemark.record;

/**
 * Where the time of chats that were stored passed.
 *
 * @param service of the backend, at the 95th percentile; the part is the store's
 * @param store the same of the store; the part is the wait for a connection
 */
public record StoreFigures(TailFigures service, TailFigures store) {
  public static final StoreFigures NONE = new StoreFigures(TailFigures.NONE, TailFigures.NONE);
}
