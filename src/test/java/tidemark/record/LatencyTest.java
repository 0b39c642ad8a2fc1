package tidemark.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private static Histogram histogram() {
    Histogram histogram = Series.plain();
    for (long value = 1; value <= 2_000; value++) {
      histogram.recordValueWithCount(value * 10_007, 1 + value % 7);
    }
    return histogram;
  }

  @Test
  void meanAndDeviationAreThoseOfTheHistogram() {
    AbstractHistogram histogram = histogram();

    Latency latency = Latency.of(histogram);

    assertThat(latency.mean()).isCloseTo(histogram.getMean() / 1e6, within(1e-9));
    assertThat(latency.stdev()).isCloseTo(histogram.getStdDeviation() / 1e6, within(1e-9));
  }

  /** The end of a run and the live page's last event read the same figures. */
  @Test
  void severalThreadsMayReadTheSame() throws Exception {
    AbstractHistogram histogram = histogram();
    Latency alone = Latency.of(histogram);
    Callable<Boolean> reading =
        () -> Stream.generate(() -> Latency.of(histogram)).limit(2_000).allMatch(alone::equals);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Boolean> read : threads.invokeAll(List.of(reading, reading))) {
        assertThat(read.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
