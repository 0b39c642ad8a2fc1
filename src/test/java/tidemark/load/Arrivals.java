package tidemark.load;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * When users arrive, one after the other. The rate may grow evenly from 0 at first; then it stays.
 * A moment follows from how many users the rate lets expect until then, not from the moment before
 * rounded, so that a long run does not drift. Not thread-safe.
 *
 * @see <a href="https://luc.devroye.org/rnbookindex.html">Devroye: Non-Uniform Random Variate
 *     Generation (1986), VI.1.3, the inversion of the cumulated rate</a>
 */
public final class Arrivals {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Or else they would be the draws that others make from the run's seed. */
  private static final long SALT = 0x3a8f05c5d1b7e96cL;

  private final double perNano;
  private final double rampNanos;
  private final DoubleSupplier steps;
  private double expected;

  private Arrivals(double perSecond, Duration ramp, double expected, DoubleSupplier steps) {
    this.perNano = perSecond / NANOS_PER_SECOND;
    this.rampNanos = ramp.toNanos();
    this.expected = expected;
    this.steps = steps;
  }

  /**
   * Even gaps; the first user arrives at once.
   *
   * @param perSecond above 0
   * @param ramp how long the rate grows; 0 for not at all
   */
  public static Arrivals constant(double perSecond, Duration ramp) {
    return new Arrivals(perSecond, ramp, -1, () -> 1);
  }

  /**
   * Users who know nothing of each other: gaps are distributed exponentially. The same seed draws
   * the same moments.
   *
   * @param perSecond on average, above 0
   * @param ramp how long the rate grows; 0 for not at all
   */
  public static Arrivals poisson(double perSecond, Duration ramp, long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ SALT);
    return new Arrivals(perSecond, ramp, 0, () -> -Math.log1p(-random.nextDouble()));
  }

  /** The next moment, in nanoseconds after the load began. */
  public long next() {
    expected += steps.getAsDouble();
    double whileItGrows = perNano * rampNanos / 2;
    return Math.round(
        expected < whileItGrows
            ? Math.sqrt(2 * rampNanos * expected / perNano)
            : rampNanos / 2 + expected / perNano);
  }
}
