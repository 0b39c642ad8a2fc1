package tidemark.sql;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A connection that is out.
 *
 * @param borrower the thread that took it
 * @param held since then
 */
public record Loan(String borrower, Duration held) {
  /** Who has them, for people to read: {@code first, second}; {@code nobody} where none is out. */
  public static String borrowers(Collection<Loan> loans) {
    return loans.isEmpty()
        ? "nobody"
        : loans.stream().map(Loan::borrower).collect(Collectors.joining(", "));
  }
}
