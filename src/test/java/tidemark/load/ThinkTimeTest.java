package tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ThinkTimeTest {
  private static final Duration MEAN = Duration.ofMillis(100);

  private static long[] pauses(long seed) {
    ThinkTime time = new ThinkTime(MEAN, seed);
    return LongStream.range(0, 10_000).map(i -> time.next()).toArray();
  }

  @Test
  void pausesAreAroundTheMean() {
    assertThat(LongStream.of(pauses(1)).average().orElseThrow())
        .isCloseTo((double) MEAN.toNanos(), Percentage.withPercentage(1));
    assertThat(LongStream.of(pauses(1)).min().orElseThrow())
        .isBetween(MEAN.toNanos() / 2, MEAN.toNanos() / 2 + 1_000_000);
    assertThat(LongStream.of(pauses(1)).max().orElseThrow())
        .isBetween(MEAN.toNanos() * 3 / 2 - 1_000_000, MEAN.toNanos() * 3 / 2);
  }

  @Test
  void theSeedDrawsThem() {
    assertThat(pauses(7)).isEqualTo(pauses(7)).isNotEqualTo(pauses(8));
  }
}
