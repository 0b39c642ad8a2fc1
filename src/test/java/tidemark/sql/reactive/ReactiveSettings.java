package tidemark.sql.reactive;

import java.time.Duration;
import java.util.Optional;

/**
 * How the asynchronous engine works.
 *
 * @param connections open connections: 1 or more
 * @param acquireTimeout longest wait for one of them
 * @param timeout longest time for one attempt's statements together
 * @param isolation JDBC's number of the isolation level; empty for the database's default
 */
public record ReactiveSettings(
    int connections, Duration acquireTimeout, Duration timeout, Optional<Integer> isolation) {}
