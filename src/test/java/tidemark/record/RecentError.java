package tidemark.record;

/**
 * One error, as it is shown while a run goes on.
 *
 * @param nanos since the run's begin
 * @param expected true for what concurrent work on one bank brings about; never of a chat
 * @param category the error's name in every count
 * @param source the role or the request that met it
 * @param text what the database or the server said, fit to be shown; may be empty
 */
public record RecentError(
    long nanos, boolean expected, String category, String source, String text) {}
