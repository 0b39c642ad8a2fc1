package tidemark.sql;

import java.time.Duration;

/**
 * A connection that is out.
 *
 * @param borrower the thread that took it
 * @param held since then
 */
public record Loan(String borrower, Duration held) {}
