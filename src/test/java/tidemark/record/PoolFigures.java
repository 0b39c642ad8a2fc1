package tidemark.record;

/**
 * A connection pool at one moment.
 *
 * @param max most connections
 * @param peakActive most in use at once
 * @param peakWaiting most operations that waited at once for a worker or a connection
 * @param timeouts waits that were given up
 */
public record PoolFigures(int max, int peakActive, int peakWaiting, long timeouts) {}
