package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final long WEEK_NANOS = 7 * 24 * HOUR_NANOS;
  private static final double TOLERANCE = 0.001;

  @Property(tries = 300)
  void percentilesAreThoseOfAnExactSort(
      @ForAll @Size(min = 1, max = 500) List<@LongRange(min = 1, max = WEEK_NANOS) Long> times) {
    assertAgree(times.stream().mapToLong(Long::longValue).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void percentilesOfManyLikelyLatenciesAreThoseOfAnExactSort(long seed) {
    Random random = new Random(seed);
    assertAgree(
        random
            .doubles(50_000)
            .mapToLong(even -> Math.round(100_000 * Math.exp(2 * random.nextGaussian()) + even))
            .toArray());
  }

  private static void assertAgree(long[] times) {
    Latency latency = Latency.of(seriesOf(times).figures().answered());
    long[] sorted = times.clone();
    Arrays.sort(sorted);

    assertThat(latency.count()).isEqualTo(times.length);
    assertNear(latency.min(), sorted[0]);
    assertNear(latency.median(), exact(sorted, 500));
    assertNear(latency.p95(), exact(sorted, 950));
    assertNear(latency.p99(), exact(sorted, 990));
    assertNear(latency.p999(), exact(sorted, 999));
    assertNear(latency.max(), sorted[sorted.length - 1]);
    double mean = Arrays.stream(sorted).average().orElseThrow() / NANOS_PER_MILLI;
    assertThat(latency.mean()).isCloseTo(mean, within(TOLERANCE * mean));
  }

  /** Nearest rank, in whole numbers: the smallest time that so many thousandths do not exceed. */
  private static long exact(long[] sorted, int thousandths) {
    int rankBefore = (sorted.length * thousandths - 1) / 1_000;
    return sorted[rankBefore];
  }

  private static void assertNear(double millis, long nanos) {
    double expected = nanos / NANOS_PER_MILLI;
    assertThat(millis).isCloseTo(expected, within(TOLERANCE * expected));
  }

  @Test
  void microsecondsAreToldApart() {
    Latency latency = Latency.of(seriesOf(90_000, 91_000, 92_000).figures().answered());

    assertThat(latency.min()).isCloseTo(0.090, within(0.0001));
    assertThat(latency.median()).isCloseTo(0.091, within(0.0001));
    assertThat(latency.max()).isCloseTo(0.092, within(0.0001));
  }

  @Test
  void spreadIsThatOfAllSamples() {
    Latency latency = Latency.of(seriesOf(2_000_000, 4_000_000, 6_000_000).figures().answered());

    assertThat(latency.stdev()).isCloseTo(Math.sqrt(8.0 / 3), within(0.005));
  }

  @Test
  void withoutSamplesAllIsZero() {
    assertThat(Latency.of(seriesOf().figures().answered()))
        .isEqualTo(new Latency(0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void whatLastsLongerThanItReachesCountsAsTheLongest() {
    Latency latency = Latency.of(seriesOf(Long.MAX_VALUE).figures().answered());

    assertThat(latency.count()).isEqualTo(1);
    assertNear(latency.max(), WEEK_NANOS);
  }

  @Test
  void aClockThatWentBackIsNoTimeAtAll() {
    Latency latency = Latency.of(seriesOf(-5).figures().answered());

    assertThat(latency.count()).isEqualTo(1);
    assertThat(latency.max()).isZero();
  }

  private static Series seriesOf(long... times) {
    Series series = new Series("reader", "read");
    for (long nanos : times) {
      series.add(new Sample("reader", "read", 0, nanos, 0, null, 0, true));
    }
    return series;
  }
}
