package tidemark.sql;

import tidemark.error.ErrorKind;
import tidemark.error.SqlPhase;

/**
 * How an attempt failed.
 *
 * @param kind its class and category
 * @param phase where it came from
 * @param message what the database said
 */
public record SqlFailure(ErrorKind kind, SqlPhase phase, String message) {}
