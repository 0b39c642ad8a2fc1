package tidemark.workload;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * An account as it was opened. Every column is a pure function of the name and the seed, so that
 * whoever reads an account can tell what must be there.
 *
 * @param name unique
 * @param opening first balance, 100 to 10000
 * @param interestRate 0 to 0.1
 * @param riskRe real part of the risk score, -1 to 1
 * @param riskIm imaginary part of the risk score, -1 to 1
 * @param active a flag
 * @param createdAt a moment from 2020 to 2024, to the microsecond
 * @param ref a random UUID
 */
public record Account(
    String name,
    long opening,
    double interestRate,
    double riskRe,
    double riskIm,
    boolean active,
    Instant createdAt,
    UUID ref) {
  private static final long MIN_OPENING = 100;
  private static final long MAX_OPENING = 10_000;
  private static final Instant FIRST_DAY = Instant.parse("2020-01-01T00:00:00Z");
  private static final long FIVE_YEARS_MICROS =
      ChronoUnit.MICROS.between(FIRST_DAY, Instant.parse("2025-01-01T00:00:00Z"));

  /** The account of this name. */
  public static Account named(String name, long seed) {
    SplittableRandom random = Seeds.random(seed, hash(name));
    return new Account(
        name,
        random.nextLong(MIN_OPENING, MAX_OPENING + 1),
        random.nextDouble() * 0.1,
        random.nextDouble() * 2 - 1,
        random.nextDouble() * 2 - 1,
        random.nextBoolean(),
        FIRST_DAY.plus(random.nextLong(FIVE_YEARS_MICROS), ChronoUnit.MICROS),
        new UUID(
            (random.nextLong() & ~0xf000L) | 0x4000L,
            (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L));
  }

  /**
   * The 64 bit FNV-1a hash, over characters.
   *
   * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV hash</a>
   */
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
