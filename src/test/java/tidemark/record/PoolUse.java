package tidemark.record;

/**
 * A connection pool at one moment.
 *
 * @param max most connections
 * @param active connections in use
 * @param waiting operations that wait for a worker or a connection
 */
public record PoolUse(int max, int active, int waiting) {
  /** Of two moments the worse: the most of each. */
  PoolUse worse(PoolUse other) {
    return new PoolUse(max, Math.max(active, other.active), Math.max(waiting, other.waiting));
  }
}
