package tidemark.run.scenario.connection;

/**
 * A session of a PostgreSQL server.
 *
 * @param pid of the server's process that serves it
 * @param port of the client, which is in that process's title too
 * @param state as {@code pg_stat_activity} has it
 * @param blocked true if it waits for a lock
 */
record ServerSession(long pid, int port, String state, boolean blocked) {}
