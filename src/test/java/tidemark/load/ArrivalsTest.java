package tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Arrivals against their law. Users who know nothing of each other have exponential gaps, and of a
 * time the count varies as much as it is large. A law is refused where chance would bring such data
 * once in a thousand times; the seeds are fixed, so that nothing here is left to chance.
 */
class ArrivalsTest {
  private static final double RATE = 100;
  private static final int COUNT = 20_000;
  private static final Duration RAMP = Duration.ofSeconds(20);

  /** One in a thousand: Kolmogorov's distribution, and the normal one on both sides. */
  private static final double KOLMOGOROV = 1.949;

  private static final double NORMAL = 3.29;

  private static double[] seconds(Arrivals arrivals) {
    return LongStream.range(0, COUNT).mapToDouble(i -> arrivals.next() / 1e9).toArray();
  }

  private static Arrivals poisson(long seed) {
    return Arrivals.poisson(RATE, Duration.ZERO, seed);
  }

  private static double[] gaps(double[] moments) {
    double[] gaps = moments.clone();
    for (int i = 1; i < gaps.length; i++) {
      gaps[i] -= moments[i - 1];
    }
    return gaps;
  }

  /**
   * How far the gaps are from the exponential distribution of this rate, over what is one in a
   * thousand.
   *
   * @see <a href="https://www.itl.nist.gov/div898/handbook/eda/section3/eda35g.htm">NIST:
   *     Kolmogorov-Smirnov test</a>
   */
  private static double kolmogorovSmirnov(double[] gaps, double rate) {
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    double furthest = 0;
    for (int i = 0; i < sorted.length; i++) {
      double law = 1 - Math.exp(-rate * sorted[i]);
      double below = Math.abs(law - (double) i / sorted.length);
      double above = Math.abs((i + 1.0) / sorted.length - law);
      furthest = Math.max(furthest, Math.max(below, above));
    }
    return furthest * Math.sqrt(sorted.length) / KOLMOGOROV;
  }

  /**
   * How far the index of dispersion of the counts in whole seconds is from 1, over what is one in a
   * thousand.
   *
   * @see <a href="https://www.jstor.org/stable/2333211">Cox, Lewis: The Statistical Analysis of
   *     Series of Events (1966), 6.3</a>
   */
  private static double dispersion(double[] moments) {
    int windows = (int) moments[moments.length - 1];
    double[] counts = new double[windows];
    DoubleStream.of(moments).filter(moment -> moment < windows).forEach(at -> counts[(int) at]++);
    double mean = DoubleStream.of(counts).average().orElseThrow();
    double squares = DoubleStream.of(counts).map(count -> Math.pow(count - mean, 2)).sum();
    double index = squares / (windows - 1) / mean;
    return Math.abs(index - 1) / (NORMAL * Math.sqrt(2.0 / (windows - 1)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 42, Long.MAX_VALUE})
  void poissonArrivalsKeepTheirLaw(long seed) {
    double[] moments = seconds(poisson(seed));

    assertThat(kolmogorovSmirnov(gaps(moments), RATE)).isLessThan(1);
    assertThat(dispersion(moments)).isLessThan(1);
    assertThat(moments).isSorted();
  }

  @Test
  void evenArrivalsDoNot() {
    double[] moments = seconds(Arrivals.constant(RATE, Duration.ZERO));

    assertThat(kolmogorovSmirnov(gaps(moments), RATE)).isGreaterThan(10);
    assertThat(dispersion(moments)).isGreaterThan(1);
  }

  @Test
  void norDoThoseOfARateThatIsAFewPercentOff() {
    assertThat(kolmogorovSmirnov(gaps(seconds(poisson(1))), RATE * 1.05)).isGreaterThan(1);
  }

  @Test
  void theSeedDrawsThem() {
    assertThat(seconds(poisson(7))).isEqualTo(seconds(poisson(7)));
    assertThat(seconds(poisson(7))).isNotEqualTo(seconds(poisson(8)));
  }

  @Test
  void evenArrivalsBeginAtOnceAndDoNotDrift() {
    Arrivals arrivals = Arrivals.constant(3, Duration.ZERO);

    assertThat(arrivals.next()).isZero();
    assertThat(arrivals.next()).isEqualTo(333_333_333);
    assertThat(arrivals.next()).isEqualTo(666_666_667);
    assertThat(LongStream.range(3, 3_000_001).map(i -> arrivals.next()).max())
        .as("a million seconds later")
        .hasValue(1_000_000_000_000_000L);
  }

  @Test
  void aRateThatGrowsLetsInHalfAsManyMeanwhile() {
    double[] moments = seconds(Arrivals.constant(RATE, RAMP));

    assertThat(DoubleStream.of(moments).filter(at -> at < RAMP.toSeconds()).count())
        .isEqualTo(1_000);
    assertThat(DoubleStream.of(moments).filter(at -> at < RAMP.toSeconds() / 2.0).count())
        .as("a quarter of them in the first half")
        .isEqualTo(250);
    assertThat(gaps(moments)[1_500]).isCloseTo(1 / RATE, within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRateThatGrowsKeepsItsLaw(long seed) {
    double[] moments = Arrays.copyOf(seconds(Arrivals.poisson(RATE, RAMP, seed)), 4_000);
    double[] expected = DoubleStream.of(moments).map(ArrivalsTest::expectedUntil).toArray();

    assertThat(kolmogorovSmirnov(gaps(expected), 1)).isLessThan(1);
    assertThat(kolmogorovSmirnov(gaps(moments), RATE)).as("without the growth").isGreaterThan(1);
  }

  /** On this time line a growing rate is 1. */
  private static double expectedUntil(double moment) {
    double ramp = RAMP.toSeconds();
    return moment < ramp ? RATE * moment * moment / ramp / 2 : RATE * (moment - ramp / 2);
  }
}
