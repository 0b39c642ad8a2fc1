package tidemark.sql;

/**
 * A pool at one moment.
 *
 * @param lent connections that borrowers have
 * @param idle connections that are open and in the pool
 * @param waiting borrowers who have none yet
 */
public record PoolState(int lent, int idle, int waiting) {}
